import type { Refusal, Rendering } from '../model.ts'
import { isLong } from './toggles.ts'

/** Renders with all items at once, in halves where the chart refuses that, and with an item alone at last: each of them is in one rendering. In the long mode each is alone. */
export async function together<Item>(items: readonly Item[], render: (items: readonly Item[]) => Promise<Rendering | Refusal>): Promise<readonly Tried<Item>[]> {
  if (items.length === 0) return []
  if (items.length === 1 || !isLong) {
    const rendering = await render(items)
    if (items.length === 1 || !('refusal' in rendering)) return [{ items, rendering }]
  }
  const half = Math.ceil(items.length / 2)
  return (await Promise.all([items.slice(0, half), items.slice(half)].map((some) => together(some, render)))).flat()
}

interface Tried<Item> {
  readonly items: readonly Item[]
  readonly rendering: Rendering | Refusal
}
