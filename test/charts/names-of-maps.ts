import type { Schema } from '../../generator/model.ts'

/**
 * A built schema in which each map says of its names in `propertyNames` what it says by patterns and by excluded names,
 * so that whoever makes values of it has one thing to look at. ajv and Helm judge by what was built.
 */
export function withNamesOfMaps<S>(schema: S): S {
  return walked(schema as Schema) as S
}

function walked(node: Schema): Schema {
  if (Array.isArray(node)) return node.map((one) => walked(one as Schema)) as unknown as Schema
  if (typeof node !== 'object' || node === null) return node
  const below = Object.fromEntries(Object.entries(node).map(([keyword, value]) => [keyword, walked(value as Schema)])) as Schema
  return isMap(below) ? asMap(below) : below
}

/** Its names are nothing but excluded, or whatever a pattern says. */
function isMap({ properties, patternProperties, additionalProperties }: Schema): boolean {
  const excluded = isRecord(properties) ? Object.values<unknown>(properties) : []
  const patterns = isRecord(patternProperties) ? Object.values<unknown>(patternProperties).filter((entry) => entry !== false) : []
  if (excluded.some((entry) => entry !== false)) return false
  return patterns.length === 1 ? additionalProperties === false : patterns.length === 0 && excluded.length > 0
}

function asMap({ properties = {}, patternProperties = {}, additionalProperties, propertyNames, ...beside }: Schema): Schema {
  const patterns = Object.entries<unknown>(patternProperties)
  const [[pattern, entry] = [undefined, additionalProperties]] = patterns.filter(([, schema]) => schema !== false)
  const excluded = [...Object.keys(properties), ...patterns.filter(([, schema]) => schema === false).flatMap(([names]) => namesOf(names))]
  const names = { ...propertyNames, ...(pattern === undefined ? {} : isList.test(pattern) ? { enum: namesOf(pattern) } : { pattern }), ...(excluded.length === 0 ? {} : { not: { enum: excluded } }) }
  return { ...beside, propertyNames: names, ...(entry === undefined ? {} : { additionalProperties: entry as Schema }) }
}

const isList = /^\^\(([\w-]|\\\W)+(\|([\w-]|\\\W)+)*\)\$$/

/** `^(a|b\.c)$` */
function namesOf(pattern: string): readonly string[] {
  return pattern.slice(2, -2).split('|').map((name) => name.replaceAll('\\', ''))
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
