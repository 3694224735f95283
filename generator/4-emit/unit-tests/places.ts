import type { Branch, DocumentNode, EmbeddedNode, Expr, Item, Json, Manifest, MapNode, Merge, Node, Pair, ScalarNode, Schema, SeqNode, Spread, TextNode, WholeNode } from '../../model.ts'
import { entryOf } from '../schema/shape.ts'
import { holds, nothingBound, valuePath, type Bindings, type World } from './evaluate.ts'
import { bindEntry, expand, isEach, isIf, leavesOf, type Leaf } from './expand.ts'
import { indexOf, isNamedItem, itemPath } from './item-path.ts'
import { keyText, segmentText } from './key-path.ts'
import { sample, sampleKey } from './sample.ts'
import type { Guard } from './satisfy.ts'

/** Something that a manifest prints, and when it is there. */
export interface Place {
  readonly guards: readonly Guard[]
  readonly bindings: Bindings
  /** Its path in its document. Items of lists have theirs by what is beside them, so it depends on the values. */
  readonly path: (world: World) => string | undefined
  readonly document: DocumentPlace
  readonly what: Printed
  /** Of an entry that a condition decides on: whether nothing else gives the same key either. */
  readonly isGone?: (world: World) => boolean
}

export type Printed =
  | { readonly kind: 'value'; readonly node: ScalarNode | WholeNode }
  /** A value in a text, below a key when the text is a nested document. */
  | { readonly kind: 'text'; readonly node: ScalarNode | TextNode; readonly key: string | undefined }
  /** The entries of an object among those of a map, or the items of a list among those of a list. */
  | { readonly kind: 'entries' | 'items'; readonly expression: Expr }
  /** A document or entry that the last guard decides on. */
  | { readonly kind: 'toggle'; readonly of: 'document' | 'entry' }

export interface DocumentPlace {
  readonly index: (world: World) => number | undefined
  readonly count: (world: World) => number | undefined
}

interface Context extends Omit<Place, 'what' | 'isGone'> {
  readonly schema: Schema
  /** Inside the text of a nested document, the key of the nearest pair. */
  readonly embedded: { readonly key: string | undefined } | undefined
}

/** Every place of a manifest that a test can be about, in the order of the source. */
export function places(schema: Schema, manifest: Manifest): readonly Place[] {
  const documents = (world: World) => expand(world, nothingBound, manifest.documents)
  const start: Context = {
    schema,
    guards: [],
    bindings: nothingBound,
    path: () => '',
    document: { index: () => undefined, count: (world) => documents(world)?.length },
    embedded: undefined,
  }
  return below<DocumentNode>(start, manifest.documents, (context, document) => {
    const index = (world: World) => indexOf(documents(world), document, context.bindings)
    return nodePlaces({ ...context, document: { ...context.document, index } }, document.node)
  })
}

/** Runs over what is below conditions and loops; a condition gives a toggle for the first thing that is surely there with it. */
function below<T extends Leaf>(
  context: Context,
  branches: readonly Branch<T>[],
  visit: (context: Context, leaf: T) => readonly Place[],
  toggle: (context: Context, leaves: readonly Branch<T>[]) => readonly Place[] = (inner) => [place(inner, { kind: 'toggle', of: 'document' })],
): readonly Place[] {
  return branches.flatMap((branch): readonly Place[] => {
    if (isIf(branch)) {
      return [true, false].flatMap((wanted) => {
        const side = wanted ? branch.then : branch.else
        const guard: Guard = { kind: 'condition', condition: branch.condition, wanted, bindings: context.bindings }
        const inner = { ...context, guards: [...context.guards, guard] }
        return side.length === 0 ? [] : [...toggle(inner, side), ...below(inner, side, visit, toggle)]
      })
    }
    if (!isEach(branch)) return visit(context, branch)
    const inner = insideLoop(context, branch.over, (key) => bindEntry(context.bindings, branch, key))
    return inner === undefined ? [] : below(inner, branch.body, visit, toggle)
  })
}

function insideLoop(context: Context, over: Expr, bind: (key: string) => Bindings | undefined): Context | undefined {
  const path = valuePath(context.bindings, over)
  if (path === undefined || (over.kind !== 'path' && over.kind !== 'variable')) return undefined
  const isList = over.schema.type === 'array'
  const key = isList ? '0' : sampleKey(over.schema)
  const value = sample(context.schema, isList ? (over.schema.items ?? {}) : entryOf(over.schema))
  const bindings = key === undefined ? undefined : bind(key)
  if (bindings === undefined || key === undefined || value === undefined) return undefined
  const guard: Guard = { kind: 'entry', path: isList ? path : [...path, key], value: isList ? [value] : value }
  return { ...context, bindings, guards: [...context.guards, guard] }
}

function nodePlaces(context: Context, node: Node): readonly Place[] {
  switch (node.kind) {
    case 'scalar':
      return [place(context, context.embedded === undefined ? { kind: 'value', node } : { kind: 'text', node, key: context.embedded.key })]
    case 'whole':
      return context.embedded === undefined ? [place(context, { kind: 'value', node })] : []
    case 'text':
      return context.embedded === undefined ? [place(context, { kind: 'text', node, key: undefined })] : []
    case 'map':
      return mapPlaces(context, node)
    case 'seq':
      return seqPlaces(context, node)
    case 'embedded':
      return embeddedPlaces(context, node)
    case 'choice': {
      const side = (wanted: boolean): Context => ({ ...context, guards: [...context.guards, { kind: 'condition', condition: node.condition, wanted, bindings: context.bindings }] })
      return [...nodePlaces(side(true), node.then), ...nodePlaces(side(false), node.else)]
    }
  }
}

function partPlaces(context: Context, kind: 'entries' | 'items', expression: Expr): readonly Place[] {
  return context.embedded === undefined ? [place(context, { kind, expression })] : []
}

function mapPlaces(context: Context, map: MapNode): readonly Place[] {
  const visit = (inner: Context, entry: Pair | Merge): readonly Place[] => (entry.kind === 'pair' ? nodePlaces(belowKey(inner, entry), entry.value) : partPlaces(inner, 'entries', entry.expression))
  return below<Pair | Merge>(context, map.entries, visit, (inner, entries) => {
    const certain = isAllWritten(map) && inner.embedded === undefined ? surePairs(entries).find(({ key }) => key.literal !== undefined) : undefined
    if (certain === undefined) return []
    return [{ ...place(belowKey(inner, certain), { kind: 'toggle', of: 'entry' }), isGone: (world) => !mayGive(world, context.bindings, map.entries, certain.key.literal) }]
  })
}

function belowKey(context: Context, { key }: Pair): Context {
  const literal = typeof key.literal === 'string' ? key.literal : undefined
  if (context.embedded !== undefined) return { ...context, embedded: { key: literal } }
  const path = (world: World): string | undefined => {
    const parent = context.path(world)
    const name = literal ?? keyText(world, context.bindings, key)
    return parent === undefined || name === undefined ? undefined : `${parent}${segmentText(name, parent === '')}`
  }
  return { ...context, path }
}

function seqPlaces(context: Context, seq: SeqNode): readonly Place[] {
  const visit = (inner: Context, item: Item | Spread): readonly Place[] => (item.kind === 'item' ? nodePlaces(belowItem(inner, seq, item, context.bindings), item.value) : partPlaces(inner, 'items', item.expression))
  return below<Item | Spread>(context, seq.items, visit, (inner, items) => {
    const [item] = items
    return item?.kind === 'item' && isNamedItem(seq, item) && inner.embedded === undefined ? [place(belowItem(inner, seq, item, context.bindings), { kind: 'toggle', of: 'entry' })] : []
  })
}

function belowItem(context: Context, seq: SeqNode, item: Item, around: Bindings): Context {
  if (context.embedded !== undefined) return { ...context, embedded: { key: undefined } }
  const ownPath = itemPath(seq, item, around, context.bindings)
  const path = (world: World): string | undefined => {
    const parent = context.path(world)
    const own = parent === undefined ? undefined : ownPath(world)
    return own === undefined ? undefined : `${parent}${own}`
  }
  return { ...context, path }
}

function embeddedPlaces(context: Context, { documents }: EmbeddedNode): readonly Place[] {
  return below<DocumentNode>({ ...context, embedded: { key: undefined } }, documents, (inner, document) => nodePlaces(inner, document.node), () => [])
}

/** The pairs that are there whatever other conditions say: where both sides of one give the same key, one of the two. */
function surePairs(entries: readonly Branch<Pair | Merge>[]): readonly Pair[] {
  return entries.flatMap((entry): readonly Pair[] => {
    if (isIf(entry)) {
      const others = surePairs(entry.else)
      return surePairs(entry.then).filter(({ key }) => key.literal !== undefined && others.some((other) => other.key.literal === key.literal))
    }
    return !isEach(entry) && entry.kind === 'pair' && isSurelyThere(entry.value) ? [entry] : []
  })
}

function isSurelyThere(node: Node): boolean {
  if (node.kind === 'map') return node.entries.length === 0 || surePairs(node.entries).length > 0
  if (node.kind === 'seq') return node.items.length === 0 || node.items.some((item) => item.kind === 'item')
  return node.kind !== 'choice'
}

/** No key of the map is made of values. What users merge into it by a value of its own does not give another one's key in these tests. */
function isAllWritten(map: MapNode): boolean {
  return leavesOf<Pair | Merge>(map.entries).every((entry) => (entry.kind === 'pair' ? entry.key.literal !== undefined : entry.expression.kind === 'path' || entry.expression.kind === 'variable'))
}

/** Whether one of the entries gives the key, or might. */
function mayGive(world: World, bindings: Bindings, branches: readonly Branch<Pair | Merge>[], key: Json | undefined): boolean {
  return branches.some((branch) => {
    if (!leavesOf<Pair | Merge>([branch]).some((leaf) => leaf.kind === 'pair' && leaf.key.literal === key)) return false
    if (!isIf(branch)) return true
    const isSo = holds(world, bindings, branch.condition)
    return isSo === undefined || mayGive(world, bindings, isSo ? branch.then : branch.else, key)
  })
}

function place({ guards, bindings, path, document }: Context, what: Printed): Place {
  return { guards, bindings, path, document, what }
}
