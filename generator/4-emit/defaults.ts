import type { Json, Schema } from '../model.ts'
import { resolve } from '../schema/resolve.ts'
import { shapeOf } from './schema/shape.ts'

/**
 * The values that a chart has when its user gives none: what values.yaml says, as data.
 * Required values are not in it. A group is always there, so that a template may read through it.
 */
export function defaults(schema: Schema): { readonly [key: string]: Json } {
  return defaultsOf(schema, schema)
}

/** The default of one property, or undefined when there is none. */
export function defaultOf(root: Schema, property: Schema, isRequired: boolean): Json | undefined {
  if (property.default !== undefined) return property.default
  const shape = shapeOf(property)
  if (shape === 'group') return defaultsOf(root, property)
  if (isRequired) return undefined
  if (shape === 'map') return {}
  return shape === 'kubernetes' ? emptyOf(resolve(property, root)) : undefined
}

export function defaultsOf(root: Schema, group: Schema): { readonly [key: string]: Json } {
  const result: { [key: string]: Json } = {}
  for (const [name, property] of Object.entries(group.properties ?? {})) {
    const value = defaultOf(root, property, group.required?.includes(name) ?? false)
    if (value !== undefined) result[name] = value
  }
  return result
}

/** A Kubernetes type without a default is there but empty, so that a template may test it. */
function emptyOf(type: Schema): Json | undefined {
  if (type.type === 'object') return {}
  return type.type === 'array' ? [] : undefined
}
