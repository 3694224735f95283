import type { Rendering } from '../model.ts'
import { leaves } from './leaves.ts'

/** Whether the values hold this name as a whole: then it is the user's business that it exists. */
export function isGiven({ values }: Pick<Rendering, 'values'>, name: string): boolean {
  const known = names.get(values) ?? new Set(leaves(values).map(({ value }) => value).filter((value) => typeof value === 'string'))
  names.set(values, known)
  return known.has(name)
}

const names = new WeakMap<object, ReadonlySet<string>>()
