import { parse } from 'yaml'
import { isMap } from './at.ts'
import { resolved } from './schema-paths.ts'
import type { Fields, Schema } from '../model.ts'

/**
 * What a chart itself declares: its schema, in which each chart that it brings along has only the values that it gives it, and its switch.
 * All others are judged with that chart. `x-subchart` marks where they stand.
 */
export function ownSchema(whole: Schema, defaults: Fields, metadata: string): Schema {
  const { dependencies = [] } = (parse(metadata) ?? {}) as { readonly dependencies?: readonly { readonly name: string; readonly alias?: string; readonly condition?: string }[] }
  const keys = new Set(dependencies.map(({ name, alias }) => alias ?? name))
  if (keys.size === 0) return whole
  const conditions = new Set(dependencies.flatMap(({ condition = '' }) => condition.split(',')))
  const properties = Object.entries(whole.properties ?? {}).map(([name, property]) => [name, keys.has(name) ? { ...givenOnly(whole, property, defaults[name], (inner) => inner === 'enabled' && conditions.has(`${name}.enabled`)), 'x-subchart': true } : property])
  return { ...whole, properties: Object.fromEntries(properties) as NonNullable<Schema['properties']> }
}

function givenOnly(root: Schema, property: Schema, given: unknown, isAsked: (name: string) => boolean = () => false): Schema {
  const schema = resolved(root, property)
  if (schema.properties === undefined || !isMap(given)) return schema
  const properties = Object.entries(schema.properties).filter(([name]) => name in given || isAsked(name)).map(([name, inner]) => [name, givenOnly(root, inner, given[name])])
  return { ...schema, properties: Object.fromEntries(properties) as NonNullable<Schema['properties']> }
}
