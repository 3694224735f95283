import type { Json, Schema } from '../model.ts'

/** A schema as it is being put together: `false` below `properties` stands for a property to be removed. */
export type PartialSchema = { readonly [keyword: string]: Json | PartialSchema | readonly PartialSchema[] | undefined }

/**
 * Lays the keywords beside a `$ref` over what it names: schemas are merged keyword by keyword, the conditions of both hold, everything else is replaced.
 * `definition` gives the Kubernetes type of a `$ref`, which has to be opened when its structure is changed.
 */
export function mergeSchema(base: PartialSchema, over: PartialSchema, definition: (reference: string) => PartialSchema): PartialSchema {
  const standsAlone = '$ref' in over || 'x-definition' in over
  if (standsAlone) return over
  const changesStructure = Object.keys(over).some((keyword) => !annotations.has(keyword))
  const opened = changesStructure ? open(base, definition) : base

  const merged: Record<string, PartialSchema[string]> = { ...opened }
  for (const [keyword, value] of Object.entries(over)) {
    const below = opened[keyword]
    if (keyword === 'allOf' && Array.isArray(below) && Array.isArray(value)) merged[keyword] = [...(below as readonly PartialSchema[]), ...(value as readonly PartialSchema[])]
    else if (maps.has(keyword) && isObject(below) && isObject(value)) merged[keyword] = mergeMap(below, value, definition)
    else if (schemas.has(keyword) && isObject(below) && isObject(value)) merged[keyword] = mergeSchema(below, value, definition)
    else merged[keyword] = value
  }
  return pushDefault(withoutRemoved(merged))
}

/** Merges the parts of an `allOf`: what one of them requires is required. */
export function joinSchemas(parts: readonly PartialSchema[], definition: (reference: string) => PartialSchema): PartialSchema {
  const [first = {}, ...others] = parts
  return others.reduce((left, right) => {
    const required = [left, right].flatMap((part) => (Array.isArray(part['required']) ? (part['required'] as readonly Json[]) : []))
    const merged = mergeSchema(withoutName(left), withoutName(open(right, definition)), definition)
    return required.length > 0 ? withoutRemoved({ ...merged, required: [...new Set(required)] }) : merged
  }, first)
}

/** Is it nothing but a condition? Two of them can't be merged into one. */
export function isCondition(part: PartialSchema): boolean {
  return 'if' in part && Object.keys(part).every((keyword) => keyword === 'x-at' || conditional.has(keyword))
}

const conditional: ReadonlySet<string> = new Set(['if', 'then', 'else'])

/**
 * Moves the default of an object down to its properties, so that a later override of one leaf keeps the others.
 * Entries that no property takes stay where they are: a free map's, or an error that the check reports.
 */
export function pushDefault(schema: PartialSchema): PartialSchema {
  const { default: value, 'x-default-at': at, ...rest } = schema
  if (!isObject(schema['properties']) || !isObject(value) || '$ref' in schema) return schema
  const properties: Record<string, PartialSchema> = { ...(schema['properties'] as { [name: string]: PartialSchema }) }
  const left: Record<string, Json> = {}
  for (const [name, entry] of Object.entries(value as { [name: string]: Json })) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (!isObject(property)) left[name] = entry
    else properties[name] = pushDefault({ ...property, default: entry, 'x-default-at': `${String(at)}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` })
  }
  const nothingLeft = Object.keys(left).length === 0
  return nothingLeft ? { ...rest, properties } : { ...rest, properties, default: left, 'x-default-at': at }
}

/** A Kubernetes type written out, so that its structure can be changed. */
function open(schema: PartialSchema, definition: (reference: string) => PartialSchema): PartialSchema {
  const { $ref, ...beside } = schema
  return typeof $ref === 'string' ? { ...definition($ref), ...beside } : schema
}

function withoutName(schema: PartialSchema): PartialSchema {
  const { 'x-definition': name, ...rest } = schema
  return rest
}

export function isObject(value: unknown): value is PartialSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keywords that say something about a value without changing what it may be. */
const annotations = new Set<string>(['default', 'description', 'examples', 'x-at', 'x-default-at', 'x-section', 'x-template', 'x-secret'] satisfies (keyof Schema)[])
export const maps: ReadonlySet<string> = new Set(['properties', 'patternProperties'])
export const schemas: ReadonlySet<string> = new Set(['additionalProperties', 'propertyNames', 'items', 'not', 'if', 'then', 'else', 'contains'])
export const lists: ReadonlySet<string> = new Set(['oneOf', 'anyOf', 'allOf'])

function mergeMap(base: PartialSchema, over: PartialSchema, definition: (reference: string) => PartialSchema): PartialSchema {
  const merged: Record<string, PartialSchema[string]> = { ...base }
  for (const [name, value] of Object.entries(over)) {
    const below = Object.hasOwn(base, name) ? base[name] : undefined
    const removes = value === false && below !== undefined
    if (removes) delete merged[name]
    else merged[name] = isObject(below) && isObject(value) ? mergeSchema(below, value, definition) : value
  }
  return merged
}

/** A property that was removed can't be required any more. */
function withoutRemoved(schema: PartialSchema): PartialSchema {
  const { required, properties } = schema
  if (!Array.isArray(required) || !isObject(properties)) return schema
  return { ...schema, required: required.filter((name) => typeof name === 'string' && name in properties) as readonly Json[] }
}
