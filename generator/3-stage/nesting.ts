import type { Branch } from '../model.ts'
import { mentions } from './mentions.ts'
import { negated } from './negated.ts'
import { controlsOf, type Tape } from './tape.ts'

/** A block of the sources as it lies in staged text. */
export interface Stretch {
  readonly block: number
  readonly start: number
  readonly else: number | undefined
  readonly end: number
}

/** One entry of a collection, by where it lies and what it becomes. */
export interface Entry<T> {
  readonly start: number
  readonly end: number
  readonly make: () => readonly Branch<T>[]
}

export function stretchesOf(text: string): readonly Stretch[] {
  const controls = controlsOf(text)
  return controls
    .filter((control) => control.part === 'begin')
    .map((begin) => {
      const rest = controls.filter((control) => control.block === begin.block && control.start > begin.start)
      const end = rest.find((control) => control.part === 'end')
      const otherwise = rest.find((control) => control.part === 'else' && control.start < (end?.start ?? 0))
      return { block: begin.block, start: begin.start, else: otherwise?.start, end: end?.end ?? begin.end }
    })
}

/** The blocks that have a whole entry of this collection inside: the shallowest such collection owns a block. */
export function owned<T>(entries: readonly Entry<T>[], stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.filter((stretch) => entries.some((entry) => isInside(entry, stretch)))
}

/** Blocks that begin or end in the middle of an entry and reach out of it. */
export function cuts<T>(entries: readonly Entry<T>[], stretches: readonly Stretch[]): readonly Stretch[] {
  return stretches.filter((stretch) =>
    entries.some((entry, index) => {
      const next = entries[index + 1]?.start ?? Number.POSITIVE_INFINITY
      const endsWithin = stretch.start < entry.start && entry.start < stretch.end && stretch.end < entry.end
      const beginsWithin = entry.start < stretch.start && stretch.start < entry.end && stretch.end > next
      const elseWithin = stretch.else !== undefined && stretch.start < entry.start && entry.start < stretch.else && stretch.else < entry.end
      return endsWithin || beginsWithin || elseWithin
    }),
  )
}

/** The entries, each under the blocks that enclose it. */
export function nested<T>(tape: Tape, entries: readonly Entry<T>[], stretches: readonly Stretch[]): readonly Branch<T>[] {
  const result: Branch<T>[] = []
  let index = 0
  while (index < entries.length) {
    const entry = entries[index]
    if (entry === undefined) break
    const outer = stretches.filter((stretch) => isInside(entry, stretch)).sort((a, b) => a.start - b.start)[0]
    if (outer === undefined) {
      result.push(...entry.make())
      index++
      continue
    }
    const inside = entries.filter((other, at) => at >= index && isInside(other, outer))
    const inner = stretches.filter((stretch) => stretch !== outer && stretch.start > outer.start && stretch.end < outer.end)
    const boundary = outer.else ?? Number.POSITIVE_INFINITY
    const then = nested(tape, inside.filter((other) => other.start < boundary), inner)
    const otherwise = nested(tape, inside.filter((other) => other.start >= boundary), inner)
    result.push(branchOf(tape, outer, then, otherwise))
    index += inside.length
  }
  return result
}

/** Within one branch of the block: what holds the `else` itself, as a document that begins with the block does, is not in it but around it. */
function isInside<T>(entry: Entry<T>, stretch: Stretch): boolean {
  const isAroundElse = stretch.else !== undefined && entry.start < stretch.else && stretch.else < entry.end
  return stretch.start <= entry.start && entry.end <= stretch.end && !isAroundElse
}

function branchOf<T>(tape: Tape, stretch: Stretch, then: readonly Branch<T>[], otherwise: readonly Branch<T>[]): Branch<T> {
  const block = tape.blocks[stretch.block]
  if (block === undefined) throw new Error(`no block ${stretch.block} on the tape`)
  if (block.kind === 'if' && then.length === 0 && block.binds === undefined) return { kind: 'if', condition: negated(block.condition, block.span), then: otherwise, else: [], span: block.span }
  if (block.kind === 'if') return { kind: 'if', condition: block.condition, ...(block.binds === undefined ? {} : { binds: block.binds }), then, else: otherwise, span: block.span }
  return { kind: 'each', over: block.over, value: block.value, key: block.key, usesKey: mentions(then, block.key), body: then, else: otherwise, span: block.span }
}
