import type { Branch, Item, Merge, Node, Pair, Spread } from '../model.ts'

type Member = Pair | Merge | Item | Spread

/** A comment between a key and its first entry belongs to that entry. */
export function withLeadingComment(node: Node, comment: string | undefined): Node {
  if (comment === undefined) return node
  if (node.kind === 'map') return { ...node, entries: onFirst(node.entries, comment) }
  if (node.kind === 'seq') return { ...node, items: onFirst(node.items, comment) }
  return node
}

function onFirst<T extends Member>(members: readonly Branch<T>[], comment: string): readonly Branch<T>[] {
  const [first, ...rest] = members
  return first === undefined ? members : [commented(first, comment), ...rest]
}

function commented<T extends Member>(branch: Branch<T>, comment: string): Branch<T> {
  if (branch.kind === 'if') return { ...branch, then: onFirst(branch.then, comment) }
  if (branch.kind === 'each') return { ...branch, body: onFirst(branch.body, comment) }
  return { ...branch, comment: [comment, branch.comment].filter((line) => line !== undefined).join('\n') }
}
