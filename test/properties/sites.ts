import type { Json, Schema } from '../../generator/model.ts'
import { resolve } from '../../generator/schema/resolve.ts'
import { sample, sampleKey } from '../../generator/4-emit/unit-tests/sample.ts'
import { at, isMap, type Path } from './json.ts'

/** Every place of a schema where a value can stand: properties, a new entry of each map by name and the existing ones, an item of each list. */
export function sitesOf(root: Schema, existing: Json = {}): readonly Site[] {
  return walk(root, existing, { path: [], schema: root, place: (value) => value, isDeclared: true })
}

function walk(root: Schema, existing: Json, site: Site): readonly Site[] {
  return [site, ...(site.path.length > deepest ? [] : childrenOf(root, existing, site).flatMap((child) => walk(root, existing, child)))]
}

function childrenOf(root: Schema, existing: Json, { path, schema, place, isDeclared }: Site): readonly Site[] {
  const child = (key: string | number, reference: Schema, isStillDeclared: boolean, hold: (value: Json) => Json): Site => ({
    path: [...path, key],
    schema: plain(root, reference),
    place: (value) => place(hold(value)),
    isDeclared: isStillDeclared,
  })
  const needed = requiredParts(root, schema)
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) =>
    child(name, property, isDeclared, (value) => ({ ...needed, [name]: value })),
  )
  const entry = schema.additionalProperties
  const present = at(existing, path)
  const known = isMap(present) ? Object.keys(present).filter((key) => !(key in (schema.properties ?? {}))) : []
  const entries = typeof entry !== 'object' ? [] : [...new Set([fittingKey(root, schema) ?? [], known].flat())].map((key) => child(key, entry, false, (value) => ({ ...needed, [key]: value })))
  const items = schema.items === undefined ? [] : [child(0, schema.items, false, (value) => [value])]
  return [...properties, ...entries, ...items]
}

/** A name that a map takes for an entry; that of an example, where a plain word does not do. */
function fittingKey(root: Schema, map: Schema): string | undefined {
  const { pattern, maxLength = Infinity } = resolve(map.propertyNames ?? {}, root)
  const regExp = new RegExp(pattern ?? '', 'u')
  const examples = ((map['examples'] ?? []) as readonly Json[]).flatMap((example) => (isMap(example) ? Object.keys(example) : []))
  return [sampleKey(map) ?? [], examples, '/sample'].flat().find((key) => key.length <= maxLength && regExp.test(key))
}

/** Without `$ref`, and without the null that a schema admits because Helm takes it for "remove this". */
export function plain(root: Schema, reference: Schema): Schema {
  const schema = resolve(reference, root)
  const alternatives = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  if (schema.type !== undefined || alternatives.length !== 1) return schema
  const { anyOf: _, ...beside } = schema
  return { ...resolve(alternatives[0]!, root), ...beside }
}

/** What an object needs beside the property that is looked at. */
export function requiredParts(root: Schema, schema: Schema): { readonly [key: string]: Json } {
  return Object.fromEntries((schema.required ?? []).flatMap((name) => {
    const value = sample(root, schema.properties?.[name] ?? {})
    return value === undefined ? [] : [[name, value]]
  }))
}

/** Kubernetes types nest without end; what stands deeper is of types that stand higher as well. */
const deepest = 6

export interface Site {
  readonly path: Path
  readonly schema: Schema
  /** Values that hold one at this place, with what must stand beside it. */
  readonly place: (value: Json) => Json
  /** Nothing on the way is an entry of a map or an item of a list, so that the chart has a default here. */
  readonly isDeclared: boolean
}
