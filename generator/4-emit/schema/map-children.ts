import type { Schema } from '../../model.ts'

type Child = (schema: Schema, keyword: string, key: string) => Schema

/** The same schema with every schema directly below it replaced; the keywords keep their order. */
export function mapChildren(schema: Schema, child: Child): Schema {
  return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, mapKeyword(keyword, value, child)]))
}

const named = new Set(['properties', 'patternProperties', 'definitions'])
const single = new Set(['additionalProperties', 'items', 'propertyNames', 'not', 'if', 'then', 'else', 'contains'])
const listed = new Set(['oneOf', 'anyOf', 'allOf'])

function mapKeyword(keyword: string, value: Schema[string], child: Child): Schema[string] {
  if (typeof value !== 'object' || value === null) return value
  if (named.has(keyword)) {
    const children = Object.entries(value as { readonly [key: string]: Schema })
    return Object.fromEntries(children.map(([key, one]) => [key, child(one, keyword, key)]))
  }
  if (listed.has(keyword)) return (value as readonly Schema[]).map((one, index) => child(one, keyword, String(index)))
  return single.has(keyword) ? child(value as Schema, keyword, '') : value
}
