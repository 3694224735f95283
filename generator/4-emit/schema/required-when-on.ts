import type { Schema } from '../../model.ts'
import { shapeOf } from './shape.ts'

/**
 * Two cases for the values of a subchart that has a switch: it is off, or it has all that it requires.
 * Nothing when it requires nothing that has no default here.
 */
export function requiredWhenOn(subchart: Schema, own: Schema): Schema {
  const required = requirements(subchart, own)
  if (required === undefined) return {}
  const isOffAnyway = own.properties?.['enabled']?.default === false
  const off: Schema = { properties: { enabled: { const: false } }, ...(isOffAnyway ? {} : { required: ['enabled'] }) }
  return { anyOf: [off, required] }
}

/** What is required in a group is required of those above it, so that an editor says so before Helm has merged the defaults. */
function requirements(schema: Schema, own: Schema): Schema | undefined {
  const groups = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const below = shapeOf(property) === 'group' && property.default === undefined ? requirements(property, own.properties?.[name] ?? {}) : undefined
    return below === undefined ? [] : [[name, below] as const]
  })
  const isOpen = (name: string): boolean => own.properties?.[name]?.default === undefined && shapeOf(schema.properties?.[name] ?? {}) !== 'group'
  const required = [...(schema.required ?? []).filter(isOpen), ...groups.map(([name]) => name)]
  if (required.length === 0) return undefined
  return { required, ...(groups.length === 0 ? {} : { properties: Object.fromEntries(groups) }) }
}
