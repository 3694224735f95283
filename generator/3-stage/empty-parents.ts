import type { Branch, DocumentNode, Each, Expr, If, Item, MapNode, Merge, Node, Pair, SeqNode, Spread } from '../model.ts'
import { expressionKey } from './expression-key.ts'
import { negated } from './negated.ts'
import { call } from './value.ts'

/** When a node prints something: always, when an expression holds, or as a loop decides. */
export type Presence = 'always' | 'counted' | Expr

type Member = Pair | Merge | Item | Spread

/** A key whose map or list has nothing to print goes with it, for `key:` alone would be null. */
export function withoutEmptyParents(node: Node): Node {
  switch (node.kind) {
    case 'map':
      return { ...node, entries: node.entries.map((entry) => inBranch(entry, pairWithCondition)) }
    case 'seq':
      return { ...node, items: node.items.map((item) => inBranch(item, itemWithCondition)) }
    case 'choice':
      return { ...node, then: withoutEmptyParents(node.then), else: withoutEmptyParents(node.else) }
    case 'embedded':
      return { ...node, documents: node.documents.map((document) => documentWithoutEmptyParents(document)) }
    default:
      return node
  }
}

export function documentWithoutEmptyParents(branch: Branch<DocumentNode>): Branch<DocumentNode> {
  return inBranch(branch, (document) => ({ ...document, node: withoutEmptyParents(document.node) }))
}

function inBranch<T extends { readonly kind: string }>(branch: Branch<T>, change: (member: T) => Branch<T>): Branch<T> {
  if (branch.kind === 'if') {
    const condition = branch as If<T>
    return { ...condition, then: condition.then.map((inner) => inBranch(inner, change)), else: condition.else.map((inner) => inBranch(inner, change)) }
  }
  if (branch.kind === 'each') {
    const loop = branch as Each<T>
    return { ...loop, body: loop.body.map((inner) => inBranch(inner, change)), else: loop.else.map((inner) => inBranch(inner, change)) }
  }
  return change(branch as T)
}

function pairWithCondition(entry: Pair | Merge): Branch<Pair | Merge> {
  if (entry.kind === 'merge') return entry
  const value = withoutEmptyParents(entry.value)
  const presence = presenceOf(value)
  if (presence === 'always') return { ...entry, value }
  if (presence === 'counted') return { ...entry, value: counted(value) }
  return { kind: 'if', condition: presence, then: [{ ...entry, value: withoutGuard(value, presence) }], else: [], span: entry.span }
}

function itemWithCondition(item: Item | Spread): Branch<Item | Spread> {
  if (item.kind === 'spread') return item
  const value = withoutEmptyParents(item.value)
  const presence = presenceOf(value)
  if (presence === 'always') return { ...item, value }
  if (presence === 'counted') return { ...item, value: counted(value) }
  return { kind: 'if', condition: presence, then: [{ ...item, value: withoutGuard(value, presence) }], else: [], span: item.span }
}

function counted(node: Node): Node {
  return node.kind === 'map' || node.kind === 'seq' ? { ...node, counted: true } : node
}

/** The same condition need not be asked again inside. */
function withoutGuard(node: Node, presence: Expr): Node {
  const members: readonly Branch<Member>[] = node.kind === 'map' ? node.entries : node.kind === 'seq' ? node.items : []
  const [only] = members
  if (members.length !== 1 || only === undefined) return node
  if (only.kind === 'if' && only.condition === presence && only.else.length === 0) {
    return node.kind === 'map' ? { ...node, entries: only.then as MapNode['entries'] } : { ...(node as SeqNode), items: only.then as SeqNode['items'] }
  }
  const isSole = (only.kind === 'merge' || only.kind === 'spread') && only.expression === presence && only.expression.kind !== 'include' && only.comment === undefined
  return isSole ? { kind: 'whole', expression: presence, span: node.span } : node
}

export function presenceOf(node: Node): Presence {
  if (node.kind === 'map') return node.entries.length === 0 ? 'always' : anyOf(node.entries.map((entry) => branchPresence(entry, memberPresence)))
  if (node.kind === 'seq') return node.items.length === 0 ? 'always' : anyOf(node.items.map((item) => branchPresence(item, memberPresence)))
  return 'always'
}

function memberPresence(member: Member): Presence {
  if (member.kind === 'pair' || member.kind === 'item') return 'always'
  return member.expression.kind === 'include' && !member.expression.mayBeEmpty ? 'always' : member.expression
}

function branchPresence(branch: Branch<Member>, of: (member: Member) => Presence): Presence {
  if (branch.kind === 'if') {
    const then = anyOf(branch.then.map((inner) => branchPresence(inner, of)))
    const otherwise = anyOf(branch.else.map((inner) => branchPresence(inner, of)))
    if (then === 'always' && otherwise === 'always') return 'always'
    const opposite = negated(branch.condition, branch.span)
    return anyOf([both(branch.condition, branch.then.length === 0 ? undefined : then), both(opposite, branch.else.length === 0 ? undefined : otherwise)])
  }
  if (branch.kind === 'each') {
    const body = anyOf(branch.body.map((inner) => branchPresence(inner, of)))
    const otherwise = branch.else.length === 0 ? undefined : anyOf(branch.else.map((inner) => branchPresence(inner, of)))
    if (body === 'always') return otherwise === 'always' ? 'always' : otherwise === undefined ? branch.over : anyOf([branch.over, otherwise])
    return 'counted'
  }
  return of(branch)
}

const never: Expr = { kind: 'literal', value: false }

function both(condition: Expr, presence: Presence | undefined): Presence {
  if (presence === undefined) return never
  if (presence === 'always') return condition
  if (presence === 'counted' || isSame(condition, presence)) return presence
  return call('and', [condition, presence], {}, spanOfCondition(condition))
}

function anyOf(presences: readonly Presence[]): Presence {
  if (presences.includes('always')) return 'always'
  if (presences.includes('counted')) return 'counted'
  const distinct = presences.filter((presence, index) => presence !== never && presences.findIndex((other) => isSame(other, presence)) === index)
  const possible = distinct as readonly Expr[]
  const [first] = possible
  if (possible.some((one) => possible.some((other) => isSame(one, negated(other, spanOfCondition(other)))))) return 'always'
  if (first === undefined) return never
  return possible.length === 1 ? first : call('or', possible, {}, spanOfCondition(first))
}

function isSame(one: Presence, other: Presence): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return one === other || expressionKey(one) === expressionKey(other)
}

function spanOfCondition(condition: Expr): Parameters<typeof call>[3] {
  return condition.kind === 'literal' ? { file: '', start: 0, end: 0 } : condition.span
}
