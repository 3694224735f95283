import type { Schema } from '../../model.ts'
import { resolve } from '../../schema/resolve.ts'
import { entryOf, shapeOf } from './shape.ts'

/** The schema of the value at a path; a key of a map and an index of a list are segments of it. */
export function schemaAt(root: Schema, path: readonly string[]): Schema {
  return path.reduce<Schema>((schema, segment) => resolve(memberOf(schema, segment), root), root)
}

function memberOf(schema: Schema, segment: string): Schema {
  if (shapeOf(schema) === 'list') return schema.items ?? {}
  return schema.properties?.[segment] ?? entryOf(schema)
}
