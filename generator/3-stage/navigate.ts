import type { PathExpr, Schema, VariableExpr } from '../model.ts'
import { resolve } from '../schema/resolve.ts'

/** A path or variable: the expressions that have members. */
export type Reference = PathExpr | VariableExpr

export type Step = { readonly kind: 'found'; readonly reference: Reference } | { readonly kind: 'unknown'; readonly candidates: readonly string[] }

/**
 * One step down from a path, along the schema. At the root of the values everything is there, because the schema requires it and
 * null is refused; below a map's entry, and in a Kubernetes type, what the schema does not require may be absent. Of a dependency
 * that is switched off only what the parent gives it is there.
 */
export function step(from: Reference, name: string, root: Schema, facts: ReadonlySet<string>): Step {
  const schema = resolve(from.schema, root)
  const declared = schema.properties?.[name]
  const free = freeMember(schema)
  if (declared === undefined && free === undefined) return { kind: 'unknown', candidates: Object.keys(schema.properties ?? {}) }
  const child = declared ?? free ?? {}
  const isOptional = declared === undefined || (from.open && !(schema['x-given'] ?? schema.required ?? []).includes(name))
  const segments = [...from.segments, name]
  const wasSure = from.sure === from.segments.length
  const reference: Reference = {
    ...from,
    segments,
    schema: resolve(child, root),
    sure: wasSure && !isOptional ? segments.length : from.sure,
    open: from.open || declared === undefined || child.$ref !== undefined || child['x-subchart'] !== undefined,
    ...(from.kind === 'variable' ? originsBelow(from, declared === undefined ? '*' : name) : {}),
  }
  return { kind: 'found', reference: facts.has(factOf(reference)) ? { ...reference, sure: segments.length } : reference }
}

function originsBelow(from: VariableExpr, name: string): Pick<VariableExpr, 'origin' | 'otherOrigins'> {
  const others = from.otherOrigins?.map((origin) => [...origin, name])
  return { origin: from.origin === undefined ? undefined : [...from.origin, name], ...(others === undefined ? {} : { otherOrigins: others }) }
}

/** The text by which a guard (`if x`) is remembered while its body runs. */
export function factOf(reference: Reference): string {
  const head = reference.kind === 'path' ? reference.root : `$${reference.name}`
  return [head, ...reference.segments].join('/')
}

export function isSure(reference: Reference): boolean {
  return reference.sure === reference.segments.length
}

/** The schema of a member that is not declared by name; undefined where the object is closed. */
function freeMember(schema: Schema): Schema | undefined {
  const patterns = Object.values(schema.patternProperties ?? {})
  if (typeof schema.additionalProperties === 'object') return schema.additionalProperties
  if (patterns[0] !== undefined) return patterns[0]
  const isOpen = schema.additionalProperties !== false && (schema.properties === undefined || schema.additionalProperties === true)
  return isOpen && (schema.type === undefined || schema.type === 'object') ? {} : undefined
}
