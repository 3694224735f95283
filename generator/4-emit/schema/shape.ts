import type { Schema } from '../../model.ts'

/**
 * How a value is shown and read:
 * a group is an object whose keys the schema names, a map one whose keys the user names, a Kubernetes type is passed through.
 */
export type Shape = 'group' | 'map' | 'list' | 'kubernetes' | 'leaf'

export function shapeOf(schema: Schema): Shape {
  if (schema.$ref !== undefined) return 'kubernetes'
  if (schema.type === 'array') return 'list'
  if (schema.type !== undefined && schema.type !== 'object') return 'leaf'
  if (Object.keys(schema.properties ?? {}).length > 0) return 'group'
  const isOpen = schema.additionalProperties !== undefined && schema.additionalProperties !== false
  return isOpen || schema.patternProperties !== undefined || schema.type === 'object' ? 'map' : 'leaf'
}

/** What an entry of a map has to be; any value when the schema does not say. */
export function entryOf(map: Schema): Schema {
  if (typeof map.additionalProperties === 'object') return map.additionalProperties
  return Object.values(map.patternProperties ?? {})[0] ?? {}
}
