import type { Fields } from '../model.ts'
import { isMap } from './at.ts'

/** A copy of the values with another one at this path. */
export function setAt(values: Fields, path: readonly string[], value: unknown): Fields {
  const [key, ...rest] = path
  if (key === undefined) return values
  if (rest.length === 0) return { ...values, [key]: value }
  const inner = values[key]
  return { ...values, [key]: setAt(isMap(inner) ? inner : {}, rest, value) }
}
