import type { Schema } from '../../model.ts'
import { shapeOf } from './shape.ts'

/**
 * Two cases for the values of a subchart that has a switch: it is off, or it has all that it requires.
 * Nothing when it requires nothing that has no default here.
 */
export function requiredWhenOn(subchart: Schema, own: Schema): Schema {
  const required = requirements(subchart, own)
  return required === undefined ? {} : { anyOf: [falseAt(['enabled'], own, isFalse(own, ['enabled'])), required] }
}

/**
 * The same for a subchart with several switches, in the schema of its parent, below which they are. Helm follows the first that is there:
 * it is off by one of them if those before it are not there, which null says as well, or off too.
 */
export function requiredWhenOneIsOn(subchart: Schema, parent: Schema, key: string, switches: readonly Path[]): Schema | undefined {
  const required = requirements(subchart, parent.properties?.[key] ?? {})
  if (required === undefined) return undefined
  const off = switches.map((path, index) => [
    ...switches.slice(0, index).map((earlier) => falseAt(earlier, parent, true, { enum: [false, null] })),
    falseAt(path, parent, isFalse(parent, path)),
  ].reduce(both))
  return { anyOf: [...off, { required: [key], properties: { [key]: required } }] }
}

function isFalse(schema: Schema, path: Path): boolean {
  return path.reduce<Schema | undefined>((at, name) => at?.properties?.[name], schema)?.default === false
}

function falseAt([name, ...rest]: Path, schema: Schema, isOptional: boolean, off: Schema = { const: false }): Schema {
  if (name === undefined) return off
  return { properties: { [name]: falseAt(rest, schema.properties?.[name] ?? {}, isOptional, off) }, ...(isOptional ? {} : { required: [name] }) }
}

function both(one: Schema, other: Schema): Schema {
  const properties = { ...one.properties }
  for (const [name, property] of Object.entries(other.properties ?? {})) properties[name] = properties[name] === undefined ? property : both(properties[name], property)
  const required = [...(one.required ?? []), ...(other.required ?? [])]
  return { ...one, ...other, ...(Object.keys(properties).length === 0 ? {} : { properties }), ...(required.length === 0 ? {} : { required }) }
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

type Path = readonly string[]
