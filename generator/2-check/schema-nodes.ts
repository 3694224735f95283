import type { Schema } from '../model.ts'
import { withoutSubcharts } from '../schema/own-values.ts'

/** A node of a schema with what it is to its parent. */
export interface SchemaNode {
  readonly schema: Schema
  /** `property` of an object, `entry` of a map, `item` of a list, `name` of a map's keys, `branch` of anyOf, oneOf, not and the like. */
  readonly role: 'root' | 'property' | 'entry' | 'item' | 'name' | 'branch'
  /** Names of properties, `<name>` for an entry and `<item>` for an item. */
  readonly path: readonly string[]
  readonly parent: Schema | undefined
  /** Is it there in every set of values: are there only properties above it? */
  readonly isSure: boolean
}

/** Nodes that were seen, by whether they are sure to be there: fragments are shared, and one message about them is enough. */
export interface SeenNodes {
  readonly sure: Set<Schema>
  readonly unsure: Set<Schema>
}

/** A chart's own nodes that were not seen before from the root down, without what is below `#/definitions`. */
export function schemaNodes(root: Schema, seen: SeenNodes): readonly SchemaNode[] {
  const nodes: SchemaNode[] = []
  visit({ schema: withoutSubcharts(root), role: 'root', path: [], parent: undefined, isSure: true }, nodes, seen)
  return nodes
}

function visit(node: SchemaNode, nodes: SchemaNode[], seen: SeenNodes): void {
  const { schema, path } = node
  const known = node.isSure ? seen.sure : seen.unsure
  if (known.has(schema)) return
  known.add(schema)
  nodes.push(node)
  const add = (child: unknown, role: SchemaNode['role'], name?: string): void => {
    if (!isSchema(child)) return
    const isSure = node.isSure && role === 'property'
    // What stands in a branch says more about values that are declared elsewhere.
    const ownRole = node.role === 'branch' ? 'branch' : role
    visit({ schema: child, role: ownRole, path: name === undefined ? path : [...path, name], parent: schema, isSure }, nodes, seen)
  }
  for (const [name, child] of Object.entries(schema.properties ?? {})) add(child, 'property', name)
  for (const child of Object.values(schema.patternProperties ?? {})) add(child, 'entry', '<name>')
  add(schema.additionalProperties, 'entry', '<name>')
  add(schema.items, 'item', '<item>')
  add(schema.propertyNames, 'name')
  for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const) for (const branch of listOf(schema[keyword])) add(branch, 'branch')
  for (const keyword of ['not', 'if', 'then', 'else', 'contains'] as const) add(schema[keyword], 'branch')
}

function listOf(value: Schema[string]): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
