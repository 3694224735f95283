import type { Schema } from '../../model.ts'

type MapChild = (schema: Schema, keyword: string, key: string) => Schema

/** The same schema with every schema directly below it replaced; the keywords keep their order. Unchanged, it is the same object. */
export function mapChildren(schema: Schema, child: MapChild): Schema {
  let changed: { [keyword: string]: Schema[string] } | undefined
  for (const keyword in schema) {
    const value = schema[keyword]
    const mapped = mapKeyword(keyword, value, child)
    if (mapped !== value) (changed ??= { ...schema })[keyword] = mapped
  }
  return changed ?? schema
}

/** Calls back for every schema directly below one. */
export function eachChild(schema: Schema, visit: (schema: Schema, keyword: string, key: string) => void): void {
  mapChildren(schema, (child, keyword, key) => {
    visit(child, keyword, key)
    return child
  })
}

const named = new Set(['properties', 'patternProperties', 'definitions'])
const single = new Set(['additionalProperties', 'items', 'propertyNames', 'not', 'if', 'then', 'else', 'contains'])
const listed = new Set(['oneOf', 'anyOf', 'allOf'])

function mapKeyword(keyword: string, value: Schema[string], child: MapChild): Schema[string] {
  if (typeof value !== 'object' || value === null) return value
  if (named.has(keyword)) return mapNamed(keyword, value as { readonly [key: string]: Schema }, child)
  if (listed.has(keyword)) {
    const children = value as readonly Schema[]
    const mapped = children.map((one, index) => child(one, keyword, String(index)))
    return mapped.some((one, index) => one !== children[index]) ? mapped : value
  }
  return single.has(keyword) ? child(value as Schema, keyword, '') : value
}

function mapNamed(keyword: string, children: { readonly [key: string]: Schema }, child: MapChild): { readonly [key: string]: Schema } {
  let changed: { [key: string]: Schema } | undefined
  for (const key in children) {
    // A name that a map excludes has `false` for a schema.
    const mapped = typeof children[key] === 'object' ? child(children[key], keyword, key) : children[key]!
    if (mapped !== children[key]) (changed ??= { ...children })[key] = mapped
  }
  return changed ?? children
}
