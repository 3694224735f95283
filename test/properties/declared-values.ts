import type { Json, Schema } from '../../generator/model.ts'
import { at, isMap, withValue, type Path } from './json.ts'
import { plain } from './sites.ts'

/**
 * Each value that a schema declares, as far down as it is the chart's own: a type of Kubernetes is one value, and so is a map or list.
 * Of the entries of a map by name it is those that `existing` has.
 */
export function declaredValues(root: Schema, existing: Json): readonly Declared[] {
  return walk(root, root, existing, [])
}

function walk(root: Schema, reference: Schema, existing: Json, path: Path): readonly Declared[] {
  const schema = plain(root, reference)
  const properties = Object.entries(schema.properties ?? {})
  const entry = schema.additionalProperties
  const present = at(existing, path)
  const names = isMap(present) && typeof entry === 'object' ? Object.keys(present).filter((name) => !(name in (schema.properties ?? {}))) : []
  if (isOfKubernetes(reference) || (properties.length === 0 && names.length === 0)) return [{ path, schema }]
  return [
    ...properties.flatMap(([name, property]) => walk(root, property, existing, [...path, name])),
    ...names.flatMap((name) => walk(root, entry as Schema, existing, [...path, name])),
  ]
}

/** Definitions of Kubernetes types begin with a capital letter, ours do not. */
function isOfKubernetes({ $ref: reference, anyOf }: Schema): boolean {
  return /^#\/definitions\/[A-Z]/.test(reference ?? '') || anyOf?.some(isOfKubernetes) === true
}

/** Switches and choices beside a value, and beside each object that it is in, each in another state: one of them may decide whether it is read. */
export function guardsOf(all: readonly Declared[], { path }: Declared, values: Json): readonly Json[] {
  const beside = all.filter((other) => other.path.length > 1 || path.length === 1)
    .filter((other) => other.path.join('.') !== path.join('.') && other.path.slice(0, -1).every((key, index) => key === path[index]))
  return beside.flatMap((other) => {
    const current = at(values, other.path)
    const states = other.schema.type === 'boolean' ? [true, false] : (other.schema.enum ?? [])
    return states.filter((state) => state !== null && state !== current).map((state) => withValue(values, other.path, state))
  })
}

export interface Declared {
  readonly path: Path
  readonly schema: Schema
}
