import type { Schema } from '../../model.ts'
import { eachChild, mapChildren } from './map-children.ts'
import { sameButDefaults, withCommonDefaults } from './common-defaults.ts'
import { typeText } from './type-text.ts'

/** A schema as it is at one or more places, without what each place says of it. */
interface Shared {
  readonly id: string
  schema: Schema
  /** The same without references to what else is shared. */
  readonly whole: Schema
  readonly fragment: string | undefined
  /** What the values are called that it describes. */
  readonly keys: Set<string>
  places: number
}

interface Pool {
  readonly byText: Map<string, Shared>
  readonly byId: Map<string, Shared>
  readonly areDefaultsLoose: boolean
}

/**
 * What is the same at two or more places stands once, in `definitions`: Helm pays for each schema of the file, and twice for each pattern.
 * Description and default stay with the place: Helm ignores what is beside a `$ref`, editors show it.
 * With loose defaults, groups that differ in nothing but the defaults of their values are the same too.
 */
export function shareDefinitions(schema: Schema, { areDefaultsLoose }: SharingOptions): Schema {
  const { definitions = {}, 'x-definition': _, ...own } = schema
  const pool: Pool = { byText: new Map(), byId: new Map(), areDefaultsLoose }
  const [pooled = {}, ...kubernetes] = [own, ...Object.values(definitions)].map((one) => mapChildren(one, (child, _, key) => intern(pool, child, key)))
  for (const one of [pooled, ...kubernetes, ...[...pool.byId.values()].map(({ schema: shared }) => shared)]) countPlaces(pool, one)
  const names = definitionNames(pool, Object.keys(definitions))
  const shared = [...names].map(([id, name]) => [name, restore(pool, names, pool.byId.get(id)!.schema)] as const)
  const restored = Object.keys(definitions).map((name, index) => [name, restore(pool, names, kubernetes[index]!)] as const)
  return {
    ...restore(pool, names, pooled),
    definitions: Object.fromEntries([...shared, ...restored].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** Replaces what may be shared by the number of its text, children first, so that equal texts are equal trees. An `if` describes no value, and stays. */
function intern(pool: Pool, whole: Schema, name: string): Schema {
  const { 'x-definition': fragment, ...node } = mapChildren(whole, (child, keyword, key) => (keyword === 'if' ? child : intern(pool, child, nameBelow(name, keyword, key))))
  if (!isWorthSharing(node)) return node
  const { description, default: value, ...shape } = node
  const text = JSON.stringify(pool.areDefaultsLoose ? sameButDefaults(shape) : shape)
  const known = pool.byText.get(text)
  if (known !== undefined && pool.areDefaultsLoose) known.schema = withCommonDefaults(known.schema, shape)
  const shared = known ?? { id: String(pool.byId.size), schema: shape, whole, fragment, keys: new Set(), places: 0 }
  shared.keys.add(name)
  pool.byText.set(text, shared)
  pool.byId.set(shared.id, shared)
  return {
    ...(description === undefined ? {} : { description }),
    ...(value === undefined ? {} : { default: value }),
    'x-pooled': shared.id,
  }
}

/** Entries and items are called as what holds them. */
function nameBelow(name: string, keyword: string, key: string): string {
  if (keyword === 'propertyNames') return `${name}-names`
  return keyword === 'properties' ? key : name
}

/** A reference costs as much as a schema, so that only what holds further ones or a pattern is cheaper when it is shared. */
function isWorthSharing(schema: Schema): boolean {
  if (schema.$ref !== undefined) return false
  // Names that are excluded are schemas too, though nothing is below them.
  let isNested = schema.pattern !== undefined || schema.properties !== undefined
  eachChild(schema, () => (isNested = true))
  return isNested
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
  for (const shared of pool.byId.values()) {
    if (shared.places < 2) continue
    const name = nameOf(shared)
    let free = name
    for (let count = 2; used.has(free); count += 1) free = `${name}-${count}`
    used.add(free)
    names.set(shared.id, free)
  }
  return names
}

/** The name of the fragment or of a value; lists and maps of which each is called something else are named by what they hold: `list-of-string`. */
function nameOf({ whole, fragment, keys: [key = '', ...others] }: Shared): string {
  const isCalledAlike = others.length === 0
  if (fragment !== undefined) return fragment
  if (isCalledAlike || whole.properties !== undefined || whole.pattern !== undefined) return key
  const isNullable = Array.isArray(whole.type) && whole.type.includes('null')
  const type = typeText(isNullable ? { ...whole, type: whole.type[0] } : whole).replaceAll(' ', '-')
  return isNullable ? `${type}-or-null` : type
}

function restore(pool: Pool, names: ReadonlyMap<string, string>, schema: Schema): Schema {
  return mapChildren(schema, (child) => {
    if (child['x-pooled'] === undefined) return restore(pool, names, child)
    const { 'x-pooled': id, default: value, ...beside } = child as Schema & { readonly 'x-pooled': string }
    const name = names.get(id)
    const shape = name === undefined ? restore(pool, names, pool.byId.get(id)!.schema) : { $ref: `#/definitions/${name}` }
    return { ...beside, ...shape, ...(value === undefined ? {} : { default: value }) }
  })
}

export interface SharingOptions {
  readonly areDefaultsLoose: boolean
}
