import type { Schema } from '../../model.ts'
import { eachChild, mapChildren } from './map-children.ts'

/** An object schema as it is at one or more places, without what each place says of it. */
interface Shared {
  readonly id: string
  readonly schema: Schema
  readonly size: number
  readonly name: string
  places: number
}

interface Pool {
  readonly byText: Map<string, Shared>
  readonly byId: Map<string, Shared>
}

/** A smaller schema is read faster where it stands than behind a reference. In characters of JSON. */
const worthSharing = 90

/**
 * Objects that are the same at two or more places stand once, in `definitions`, under the name of the fragment they come from.
 * Description and default stay with the place: Helm ignores what is beside a `$ref`, editors show it.
 */
export function shareDefinitions(schema: Schema): Schema {
  const { definitions = {}, ...own } = schema
  const pool: Pool = { byText: new Map(), byId: new Map() }
  const pooled = mapChildren(own, (child, _, key) => intern(pool, child, key))
  countPlaces(pool, pooled)
  for (const { schema: one } of pool.byId.values()) countPlaces(pool, one)
  const names = definitionNames(pool, Object.keys(definitions))
  const shared = [...names].map(([id, name]) => [name, restore(pool, names, pool.byId.get(id)!.schema)] as const)
  return {
    ...restore(pool, names, pooled),
    definitions: Object.fromEntries([...shared, ...Object.entries(definitions)].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** Replaces each object schema by the number of its text, children first, so that equal texts are equal trees. */
function intern(pool: Pool, schema: Schema, name: string): Schema {
  const { 'x-definition': fragment, ...node } = mapChildren(schema, (child, _, key) => intern(pool, child, key === '' ? name : key))
  if (!isObject(node) || (node.properties ?? node.propertyNames ?? node.additionalProperties) === undefined) return node
  const { description, default: value, ...shape } = node
  const text = JSON.stringify(shape)
  const shared = pool.byText.get(text) ?? { id: String(pool.byId.size), schema: shape, size: text.length, name: fragment ?? name, places: 0 }
  pool.byText.set(text, shared)
  pool.byId.set(shared.id, shared)
  return {
    ...(description === undefined ? {} : { description }),
    ...(value === undefined ? {} : { default: value }),
    'x-pooled': shared.id,
  }
}

function isObject({ type }: Schema): boolean {
  return type === 'object' || (Array.isArray(type) && type.includes('object'))
}

/** A place inside a shared schema counts once, however often that is used. */
function countPlaces(pool: Pool, schema: Schema): void {
  eachChild(schema, (child) => {
    const id = child['x-pooled']
    if (typeof id === 'string') pool.byId.get(id)!.places += 1
    else countPlaces(pool, child)
  })
}

function definitionNames(pool: Pool, taken: readonly string[]): ReadonlyMap<string, string> {
  const used = new Set(taken)
  const names = new Map<string, string>()
  for (const { id, name, places, size } of pool.byId.values()) {
    if (places < 2 || size < worthSharing) continue
    let free = name
    for (let count = 2; used.has(free); count += 1) free = `${name}-${count}`
    used.add(free)
    names.set(id, free)
  }
  return names
}

function restore(pool: Pool, names: ReadonlyMap<string, string>, schema: Schema): Schema {
  return mapChildren(schema, (child) => {
    if (child['x-pooled'] === undefined) return restore(pool, names, child)
    const { 'x-pooled': id, ...beside } = child as Schema & { readonly 'x-pooled': string }
    const name = names.get(id)
    if (name !== undefined) return { ...beside, $ref: `#/definitions/${name}` }
    return { ...beside, ...restore(pool, names, pool.byId.get(id)!.schema) }
  })
}
