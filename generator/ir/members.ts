import type { Branch, Each, Expr, If, Item, Merge, Node, Pair, Span, Spread } from '../model.ts'
import { outcome, type Condition } from './condition.ts'
import { follow, insideOf, withVariable, type Environment } from './environment.ts'

/** The conditions and loops around a place, and what names mean there. */
export interface Surroundings {
  readonly environment: Environment
  readonly conditions: readonly Condition[]
  readonly loops: readonly Each<unknown>[]
  /** Where the manifest itself includes what the place is in, if that is in a named template. */
  readonly includedAt?: Span
}

/** A pair of a map or an item of a list, with what is around it within the map or list. */
export interface Member<T> {
  readonly member: T
  readonly around: Surroundings
}

/** An object of which it is not known what is in it: printed as a whole, or merged into a map or list. */
export interface Opaque {
  readonly kind: 'opaque'
  readonly expression: Expr
  readonly span: Span
}

/** The members of a map or list one after the other, with those of the named templates that it includes. Branches that are never taken are left out. */
export function membersOf<T extends Pair | Merge | Item | Spread>(branches: readonly Branch<T>[], around: Surroundings): readonly Member<Exclude<T, Merge | Spread> | Opaque>[] {
  return branches.flatMap((branch) => inBranch(branch, around, (member, surroundings): readonly Member<Exclude<T, Merge | Spread> | Opaque>[] => {
    if (member.kind === 'merge' || member.kind === 'spread') return ofIncluded<T>(member.expression, member.span, surroundings)
    return [{ member: member as Exclude<T, Merge | Spread>, around: surroundings }]
  }))
}

/** Calls back for what a branch may print, with the conditions and loops on the way. */
export function inBranch<T extends { readonly kind: string }, R>(branch: Branch<T>, around: Surroundings, visit: (member: T, around: Surroundings) => readonly R[]): readonly R[] {
  if (isIf<T>(branch)) {
    const { condition, binds } = branch
    const known = outcome(condition, around.environment)
    const environment = binds === undefined ? around.environment : withVariable(around.environment, binds, condition)
    const inThen = { ...around, environment, conditions: [...around.conditions, { expression: condition, holds: true, environment: around.environment }] }
    const inElse = { ...around, conditions: [...around.conditions, { expression: condition, holds: false, environment: around.environment }] }
    const then = known === false ? [] : branch.then.flatMap((inner) => inBranch(inner, inThen, visit))
    return [...then, ...(known === true ? [] : branch.else.flatMap((inner) => inBranch(inner, inElse, visit)))]
  }
  if (isEach<T>(branch)) {
    const inBody = { ...around, loops: [...around.loops, branch], conditions: [...around.conditions, { expression: branch.over, holds: true, environment: around.environment }] }
    const inElse = { ...around, conditions: [...around.conditions, { expression: branch.over, holds: false, environment: around.environment }] }
    return [...branch.body.flatMap((inner) => inBranch(inner, inBody, visit)), ...branch.else.flatMap((inner) => inBranch(inner, inElse, visit))]
  }
  return visit(branch as T, around)
}

/** A node with its conditions resolved: the nodes that may stand there. */
export function alternativesOf(node: Node, around: Surroundings): readonly Member<Exclude<Node, { kind: 'choice' }>>[] {
  if (node.kind === 'choice') {
    const span = node.span
    return inBranch<{ readonly kind: 'node'; readonly node: Node }, Member<Exclude<Node, { kind: 'choice' }>>>(
      { kind: 'if', condition: node.condition, then: [{ kind: 'node', node: node.then }], else: [{ kind: 'node', node: node.else }], span },
      around,
      ({ node: inner }, surroundings) => alternativesOf(inner, surroundings),
    )
  }
  const included = node.kind === 'whole' ? includedNode(node.expression, node.span, around) : undefined
  return included === undefined ? [{ member: node, around }] : alternativesOf(included.node, included.around)
}

function ofIncluded<T extends Pair | Merge | Item | Spread>(expression: Expr, span: Span, around: Surroundings): readonly Member<Exclude<T, Merge | Spread> | Opaque>[] {
  const included = includedNode(expression, span, around)
  if (included === undefined) return [{ member: { kind: 'opaque', expression, span }, around }]
  return alternativesOf(included.node, included.around).flatMap(({ member, around: inside }) => {
    if (member.kind === 'map') return membersOf(member.entries as readonly Branch<T>[], inside)
    if (member.kind === 'seq') return membersOf(member.items as readonly Branch<T>[], inside)
    return member.kind === 'whole' ? [{ member: { kind: 'opaque' as const, expression: member.expression, span: member.span }, around: inside }] : []
  })
}

function includedNode(given: Expr, span: Span, around: Surroundings): { readonly node: Node; readonly around: Surroundings } | undefined {
  const { expression, environment } = follow(given, around.environment)
  const template = expression.kind === 'include' ? environment.templates.get(expression.template) : undefined
  if (expression.kind !== 'include' || template?.body.kind !== 'node') return undefined
  return { node: template.body.node, around: { ...around, environment: insideOf(template, expression, environment), includedAt: around.includedAt ?? span } }
}

function isIf<T>(branch: Branch<T>): branch is If<T> {
  return kindOf(branch) === 'if'
}

function isEach<T>(branch: Branch<T>): branch is Each<T> {
  return kindOf(branch) === 'each'
}

function kindOf(branch: unknown): unknown {
  return typeof branch === 'object' && branch !== null && 'kind' in branch ? branch.kind : undefined
}
