import type { ChartIR, Read } from '../model.ts'

/** The values that a chart reads, as a tree of names; `*` stands for an entry. */
export interface ReadNode {
  /** Read as a whole, so that all below it is read. */
  readonly isWhole: boolean
  readonly below: ReadonlyMap<string, ReadNode>
}

export function readTree(ir: ChartIR, further: readonly Pick<Read, 'path' | 'whole'>[]): ReadNode {
  const root = newNode()
  for (const { path, whole } of [...ir.reads, ...further]) {
    let node = root
    for (const name of path) {
      const next = node.below.get(name) ?? newNode()
      node.below.set(name, next)
      node = next
    }
    node.isWhole ||= whole
  }
  return root
}

interface GrowingNode {
  isWhole: boolean
  readonly below: Map<string, GrowingNode>
}

function newNode(): GrowingNode {
  return { isWhole: false, below: new Map() }
}
