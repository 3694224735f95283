import type { Item, Pair, SeqNode, Spread } from '../../model.ts'
import { evaluate, type Bindings, type World } from './evaluate.ts'
import { expand, isSameBinding, leavesOf, type Present } from './expand.ts'
import { keyText } from './key-path.ts'

/** The part of a path that finds an item of a list: by its name where that is its own, else by what stands before it. */
export function itemPath(seq: SeqNode, item: Item, around: Bindings, bindings: Bindings): (world: World) => string | undefined {
  const isUnique = isUniqueName(seq, item)
  return (world) => {
    const name = isUnique ? nameOf(world, bindings, item) : undefined
    if (name !== undefined) return `[?(@.name == "${name}")]`
    const index = indexOf(expandItems(world, around, seq), item, bindings)
    return index === undefined ? undefined : `[${index}]`
  }
}

/** Whether an item has a written name that no other item of the list has. */
export function isNamedItem(seq: SeqNode, item: Item): boolean {
  return literalName(item) !== undefined && isUniqueName(seq, item)
}

/** How many things stand before one. */
export function indexOf<T>(present: readonly Present<T>[] | undefined, leaf: T, bindings: Bindings): number | undefined {
  const index = present?.findIndex((one) => one.leaf === leaf && isSameBinding(one.bindings, bindings)) ?? -1
  return index === -1 ? undefined : index
}

/** Items in order; a spread stands for as many as its list has. */
function expandItems(world: World, bindings: Bindings, seq: SeqNode): ReturnType<typeof expand<Item | Spread>> {
  const present = expand<Item | Spread>(world, bindings, seq.items)
  const parts = present?.map((one) => {
    if (one.leaf.kind === 'item') return [one]
    const list = evaluate(world, one.bindings, one.leaf.expression)
    return Array.isArray(list) ? list.map(() => one) : list === null ? [] : undefined
  })
  return parts === undefined || parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? [])
}

function nameOf(world: World, bindings: Bindings, item: Item): string | undefined {
  const pair = namePair(item)
  if (pair?.value.kind !== 'scalar') return undefined
  const name = pair.value.literal ?? keyText(world, bindings, pair.value)
  return typeof name === 'string' && /^[\w./-]+$/.test(name) ? name : undefined
}

function literalName(item: Item): string | undefined {
  const value = namePair(item)?.value
  return value?.kind === 'scalar' && typeof value.literal === 'string' ? value.literal : undefined
}

function namePair({ value }: Item): Pair | undefined {
  if (value.kind !== 'map') return undefined
  return value.entries.find((entry): entry is Pair => entry.kind === 'pair' && entry.key.literal === 'name')
}

/** No other item of the list has the same name, written or computed the same way. */
function isUniqueName(seq: SeqNode, item: Item): boolean {
  const known = uniquelyNamed.get(seq) ?? uniquelyNamedOf(seq)
  uniquelyNamed.set(seq, known)
  return known.has(item)
}

/** Every item of a list asks, and the names of all the others tell. */
const uniquelyNamed = new WeakMap<SeqNode, ReadonlySet<Item>>()

function uniquelyNamedOf({ items }: SeqNode): ReadonlySet<Item> {
  const named = new Map<string, readonly Item[]>()
  for (const leaf of leavesOf<Item | Spread>(items)) {
    if (leaf.kind !== 'item') continue
    const name = literalName(leaf) ?? JSON.stringify(namePair(leaf)?.value, (key, value: unknown) => (key === 'span' ? undefined : value)) ?? ''
    named.set(name, [...(named.get(name) ?? []), leaf])
  }
  return new Set([...named.values()].filter((alike) => alike.length === 1).flat())
}
