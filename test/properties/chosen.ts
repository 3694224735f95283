import { sample, shuffledSubarray } from 'fast-check'
import { seed } from './seed.ts'

/** So many of the items, chosen by the seed of the run, in random order. */
export function chosen<T>(items: readonly T[], count: number): readonly T[] {
  const length = Math.min(count, items.length)
  return sample(shuffledSubarray([...items], { minLength: length, maxLength: length }), { numRuns: 1, seed })[0] ?? []
}
