import type { Branch, DocumentNode, Each, Expr, If, Item, MapNode, Merge, Node, Pair, ScalarNode, SeqNode, Span, Spread } from '../model.ts'
import { schemaOf } from '../schema/schema-of.ts'
import { reportAt, type StageContext } from './stage-context.ts'
import { call } from './value.ts'

/** A map of the user's: its entries replace what is written beside it under the same name, so that no key appears twice. */
interface Overriding {
  /** The merge, or the loop over the map. */
  readonly source: object
  readonly map: Expr
  /** For lists: the field that identifies an item, such as `name` or `mountPath`. */
  readonly field: string | undefined
  readonly span: Span
}

/** Helm merges maps by key; here a user's entry wins over the built-in one of that name, and stands once. */
export function userEntriesWin(context: StageContext, node: Node): Node {
  switch (node.kind) {
    case 'map': {
      const overriding = mapOverriding(node.entries)
      reportDoubleMerge(context, overriding)
      return { ...node, entries: node.entries.map((entry) => visitEntry(context, entry, overriding)) }
    }
    case 'seq': {
      const overriding = listOverriding(node.items)
      return { ...node, items: node.items.map((item) => visitItem(context, item, overriding, undefined)) }
    }
    case 'choice':
      return { ...node, then: userEntriesWin(context, node.then), else: userEntriesWin(context, node.else) }
    case 'embedded':
      return { ...node, documents: node.documents.map((document) => documentUserEntriesWin(context, document)) }
    default:
      return node
  }
}

export function documentUserEntriesWin(context: StageContext, branch: Branch<DocumentNode>): Branch<DocumentNode> {
  if (branch.kind === 'if') return { ...branch, then: branch.then.map((inner) => documentUserEntriesWin(context, inner)), else: branch.else.map((inner) => documentUserEntriesWin(context, inner)) }
  if (branch.kind === 'each') return { ...branch, body: branch.body.map((inner) => documentUserEntriesWin(context, inner)), else: branch.else.map((inner) => documentUserEntriesWin(context, inner)) }
  return { ...branch, node: userEntriesWin(context, branch.node) }
}

function mapOverriding(entries: MapNode['entries']): readonly Overriding[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'if') return mapOverriding([...entry.then, ...entry.else])
    if (entry.kind === 'merge') return entry.expression.kind === 'include' ? [] : [{ source: entry, map: entry.expression, field: undefined, span: entry.span }]
    if (entry.kind === 'each') return entry.body.some((inner) => inner.kind === 'pair' && isVariable(inner.key, entry.key)) ? [{ source: entry, map: entry.over, field: undefined, span: entry.span }] : []
    return []
  })
}

/** Two merges in one map could both bring a key; only the functions can say which one wins. */
function reportDoubleMerge(context: StageContext, overriding: readonly Overriding[]): void {
  const [, second] = overriding
  if (second !== undefined) reportAt(context)('duplicate-key', second.span, 'two maps of the user are merged into one', { why: 'a key that is in both would stand twice', fix: 'merge them first, the later wins: {{merge (merge a b)}}' })
}

function listOverriding(items: SeqNode['items']): readonly Overriding[] {
  return items.flatMap((item) => {
    if (item.kind === 'if') return listOverriding([...item.then, ...item.else])
    if (item.kind !== 'each') return []
    const field = identifyingField(item.body, item.key)
    return field === undefined ? [] : [{ source: item, map: item.over, field, span: item.span }]
  })
}

/** The field of the items in a loop that holds the key of the map. */
function identifyingField(body: readonly Branch<Item | Spread>[], key: string): string | undefined {
  for (const item of body) {
    if (item.kind === 'if') return identifyingField([...item.then, ...item.else], key)
    if (item.kind !== 'item' || item.value.kind !== 'map') continue
    for (const pair of item.value.entries) {
      if (pair.kind === 'pair' && pair.value.kind === 'scalar' && isVariable(pair.value, key) && typeof pair.key.literal === 'string') return pair.key.literal
    }
  }
  return undefined
}

function isVariable(scalar: ScalarNode, name: string): boolean {
  const [part] = scalar.parts
  return scalar.parts.length === 1 && part?.kind === 'part' && typeof part.value !== 'string' && part.value.kind === 'variable' && part.value.name === name && part.value.segments.length === 0
}

function visitEntry(context: StageContext, entry: Branch<Pair | Merge>, overriding: readonly Overriding[]): Branch<Pair | Merge> {
  if (entry.kind === 'if') {
    const [inThen, inElse] = [mapOverriding(entry.then), mapOverriding(entry.else)]
    const visited: If<Pair | Merge> = { ...entry, then: entry.then.map((inner) => visitEntry(context, inner, without(overriding, inElse))), else: entry.else.map((inner) => visitEntry(context, inner, without(overriding, inThen))) }
    return visited
  }
  if (entry.kind === 'each') return { ...entry, body: entry.body.map((inner) => visitEntry(context, inner, [])), else: entry.else } 
  if (entry.kind === 'merge') return entry
  const pair: Pair = { ...entry, value: userEntriesWin(context, entry.value) }
  const key = identity(entry.key)
  return key === undefined ? pair : guarded(pair, overriding, key)
}

function visitItem(context: StageContext, item: Branch<Item | Spread>, overriding: readonly Overriding[], loop: Each<Item | Spread> | undefined): Branch<Item | Spread> {
  if (item.kind === 'if') {
    const [inThen, inElse] = [listOverriding(item.then), listOverriding(item.else)]
    return { ...item, then: item.then.map((inner) => visitItem(context, inner, without(overriding, inElse), loop)), else: item.else.map((inner) => visitItem(context, inner, without(overriding, inThen), loop)) }
  }
  if (item.kind === 'each') {
    const later = overriding.slice(overriding.findIndex((one) => one.source === item) + 1)
    const isOverriding = overriding.some((one) => one.source === item)
    const body = item.body.map((inner) => visitItem(context, inner, isOverriding ? later : overriding, item))
    return { ...item, body, usesKey: item.usesKey || (isOverriding && later.length > 0) }
  }
  if (item.kind === 'spread') return item
  const value = userEntriesWin(context, item.value)
  const own: Item = { ...item, value }
  const [field] = overriding.map((one) => one.field)
  const name = field === undefined || value.kind !== 'map' ? undefined : fieldOf(value, field)
  return name === undefined ? own : guarded(own, overriding.filter((one) => one.field === field), name)
}

/** What stands in the other branch of a condition is never beside this. */
function without(overriding: readonly Overriding[], excluded: readonly Overriding[]): readonly Overriding[] {
  return overriding.filter((one) => !excluded.some((other) => other.source === one.source))
}

function fieldOf(map: MapNode, field: string): Expr | undefined {
  const pair = map.entries.find((entry) => entry.kind === 'pair' && entry.key.literal === field)
  return pair?.kind === 'pair' && pair.value.kind === 'scalar' ? identity(pair.value) : undefined
}

function identity(scalar: ScalarNode): Expr | undefined {
  if (scalar.literal !== undefined && scalar.literal !== null) return { kind: 'literal', value: String(scalar.literal) }
  const [part] = scalar.parts
  return scalar.parts.length === 1 && part?.kind === 'part' && typeof part.value !== 'string' ? part.value : undefined
}

function guarded<T extends Pair | Item>(member: T, overriding: readonly Overriding[], key: Expr): Branch<T> {
  const maps = overriding.filter((one) => !isOmitted(one.map, key))
  if (maps.length === 0) return member
  const has = maps.map((one) => call('hasKey', [one.map, key], { type: 'boolean' }, member.span))
  const [first] = has
  const any = has.length === 1 && first !== undefined ? first : call('or', has, { type: 'boolean' }, member.span)
  return { kind: 'if', condition: call('not', [any], { type: 'boolean' }, member.span), then: [member], else: [], span: member.span }
}

/** `(omit x "a")` can't bring "a", nor can a map whose schema refuses that name. */
function isOmitted(map: Expr, key: Expr): boolean {
  const { propertyNames, properties, additionalProperties } = schemaOf(map)
  if (key.kind === 'literal' && properties !== undefined && additionalProperties === false && !Object.hasOwn(properties, String(key.value))) return true
  const refused = propertyNames?.not
  if (key.kind === 'literal' && typeof refused === 'object' && refused !== null && 'enum' in refused && Array.isArray(refused.enum) && refused.enum.includes(key.value)) return true
  return map.kind === 'call' && map.function === 'omit' && key.kind === 'literal' && map.arguments.slice(1).some((name) => name.kind === 'literal' && name.value === key.value)
}
