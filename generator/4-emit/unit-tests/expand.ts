import type { Branch, DocumentNode, Each, If, Item, Json, Merge, Pair, Spread, TextPart } from '../../model.ts'
import { evaluate, holds, valuePath, type Bindings, type World } from './evaluate.ts'

/** What conditions and loops stand around. */
export type Leaf = DocumentNode | Pair | Merge | Item | Spread | TextPart

/** One thing that is there when conditions are decided and loops have run, and what the loops have bound for it. */
export interface Present<T> {
  readonly leaf: T
  readonly bindings: Bindings
}

/** What is there, in order; undefined when a condition or a loop can't be decided here. */
export function expand<T extends Leaf>(world: World, bindings: Bindings, branches: readonly Branch<T>[]): readonly Present<T>[] | undefined {
  const present: Present<T>[] = []
  return isAllKnown(world, bindings, branches, present) ? present : undefined
}

/** Adds what is there to `present`, and stops where that can't be decided. */
function isAllKnown<T extends Leaf>(world: World, bindings: Bindings, branches: readonly Branch<T>[], present: Present<T>[]): boolean {
  return branches.every((branch) => {
    if (isIf(branch)) {
      const isSo = holds(world, bindings, branch.condition)
      return isSo !== undefined && isAllKnown(world, bindings, isSo ? branch.then : branch.else, present)
    }
    if (!isEach(branch)) return present.push({ leaf: branch, bindings }) > 0
    const keys = keysOf(evaluate(world, bindings, branch.over))
    if (keys?.length === 0) return isAllKnown(world, bindings, branch.else, present)
    return keys?.every((key) => {
      const inner = bindEntry(bindings, branch, key)
      return inner !== undefined && isAllKnown(world, inner, branch.body, present)
    }) === true
  })
}

/** The bindings inside a loop, for one entry. */
export function bindEntry<T>(bindings: Bindings, { over, value, key }: Each<T>, entry: string): Bindings | undefined {
  const path = valuePath(bindings, over)
  if (path === undefined) return undefined
  return { ...bindings, paths: new Map([...bindings.paths, [value, [...path, entry]]]), keys: new Map([...bindings.keys, [key, entry]]) }
}

export function isSameBinding(left: Bindings, right: Bindings): boolean {
  return JSON.stringify([...left.paths]) === JSON.stringify([...right.paths])
}

export function isIf<T extends Leaf>(branch: Branch<T>): branch is If<T> {
  return branch.kind === 'if'
}

export function isEach<T extends Leaf>(branch: Branch<T>): branch is Each<T> {
  return branch.kind === 'each'
}

/** All that conditions and loops stand around, whether it is there or not. */
export function leavesOf<T extends Leaf>(branches: readonly Branch<T>[]): readonly T[] {
  return branches.flatMap((branch): readonly T[] => {
    if (isIf(branch)) return [...leavesOf(branch.then), ...leavesOf(branch.else)]
    return isEach(branch) ? [...leavesOf(branch.body), ...leavesOf(branch.else)] : [branch]
  })
}

/** Go templates run over maps in the order of their keys. */
function keysOf(value: Json | undefined): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return value === null ? [] : undefined
  return Array.isArray(value) ? [...value.keys()].map(String) : Object.keys(value).sort()
}
