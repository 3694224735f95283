import { sample } from '../../generator/4-emit/unit-tests/sample.ts'
import type { Json, Schema } from '../../generator/model.ts'
import { at, isMap, withValue, type Path } from './json.ts'
import { plain } from './sites.ts'

/**
 * Each value that a schema declares, as far down as it is the chart's own: a type of Kubernetes is one value, and so is a map or list.
 * Of a map of objects by name it is the values of the entries that `existing` has.
 */
export function declaredValues(root: Schema, existing: Json): readonly Declared[] {
  return walk(root, root, existing, [])
}

function walk(root: Schema, reference: Schema, existing: Json, path: Path): readonly Declared[] {
  const schema = plain(root, reference)
  const properties = Object.entries(schema.properties ?? {})
  const entry = schema.additionalProperties
  const present = at(existing, path)
  const isOfParts = typeof entry === 'object' && plain(root, entry).properties !== undefined
  const names = isMap(present) && isOfParts ? Object.keys(present).filter((name) => !(name in (schema.properties ?? {}))) : []
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

/**
 * What may decide whether a value is read, set to what it is not: all that stands beside it at once, filled with what the schema gives examples of,
 * then each switch, each choice and the least of each number beside it, and beside the object that it is in.
 */
export function guardsOf(root: Schema, all: readonly Declared[], { path }: Declared, values: Json): readonly Json[] {
  const isBeside = (other: Declared, levels: number): boolean => {
    const object = path.slice(0, -levels)
    return other.path.length === object.length + 1 && other.path.join('.') !== path.join('.') && object.every((key, index) => key === other.path[index])
  }
  const siblings = path.length > 1 ? all.filter((other) => isBeside(other, 1)) : []
  const near = all.filter((other) => isBeside(other, 1) || (path.length > 1 && isBeside(other, 2)))
  const filled = siblings.reduce<Json>((whole, sibling) => {
    const value = sibling.schema.type === 'boolean' ? true : (isGiven(at(values, sibling.path)) ? undefined : sample(root, sibling.schema))
    return value === undefined ? whole : withValue(whole, sibling.path, value)
  }, values)
  const switched = near.flatMap(({ path: place, schema }) => {
    const states = schema.type === 'boolean' ? [true, false] : schema.type === 'integer' ? [schema.minimum ?? 1] : (schema.enum ?? [])
    return states.filter((state) => state !== null && state !== at(values, place)).map((state) => withValue(values, place, state))
  })
  return siblings.length === 0 ? switched : [filled, ...switched]
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== '' && value !== null && JSON.stringify(value) !== '{}' && JSON.stringify(value) !== '[]'
}

export interface Declared {
  readonly path: Path
  readonly schema: Schema
}
