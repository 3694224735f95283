import type { Schema } from '../../model.ts'
import { withGivenOnly } from '../../schema/own-values.ts'
import { resolve } from '../../schema/resolve.ts'

/** The declared values by name: true for each, `switch` for the one that brings a chart along, `*` for the entries of a map by name. */
export type Shape = true | 'switch' | { readonly [name: string]: Shape }

export function valuesShape(schema: Schema): Shape {
  const own = withGivenOnly(schema)
  return objectShape(own, own, true)
}

function objectShape(schema: Schema, root: Schema, isRoot: boolean): Shape {
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    // `enabled` at the root belongs to a parent chart; what has no default must be given, which the schema says.
    if (isRoot && name === 'enabled') return []
    const shape = shapeOf(child, root)
    return shape === undefined ? [] : [[name, schema['x-subchart'] !== undefined && name === 'enabled' ? 'switch' : shape] as const]
  })
  return Object.fromEntries(members)
}

function shapeOf(schema: Schema, root: Schema): Shape | undefined {
  const isGroup = schema.properties !== undefined && schema.$ref === undefined
  if (isGroup && schema.default === undefined) return objectShape(schema, root, false)
  const entry = typeof schema.additionalProperties === 'object' && schema.additionalProperties.$ref === undefined ? schema.additionalProperties : undefined
  if (entry?.properties !== undefined) return { '*': entryShape(entry, root) }
  if (schema.default === undefined) return undefined
  return true
}

/** In an entry nothing has to be there, so only what may be printed whole counts. */
function entryShape(schema: Schema, root: Schema): Shape {
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    if (child.properties !== undefined && child.$ref === undefined) return [[name, entryShape(child, root)] as const]
    return isWhole(child, root) ? [[name, true] as const] : []
  })
  return Object.fromEntries(members)
}

function isWhole(schema: Schema, root: Schema): boolean {
  const { type, properties, additionalProperties } = resolve(schema, root)
  return type === 'array' || type === 'object' || properties !== undefined || typeof additionalProperties === 'object'
}
