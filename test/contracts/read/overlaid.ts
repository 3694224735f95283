import type { Fields } from '../model.ts'
import { isMap } from './at.ts'

/** Values over others as Helm lays them: maps key by key, all else as a whole, and null takes a key away. */
export function overlaid(below: Fields, above: Fields): Fields {
  const entries = Object.entries(above).map(([key, value]) => {
    const other = below[key]
    return [key, isMap(other) && isMap(value) ? overlaid(other, value) : value] as const
  })
  return { ...below, ...Object.fromEntries(entries) }
}

/** The same without the keys that are null. */
export function withoutNulls(values: Fields): Fields {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null).map(([key, value]) => [key, isMap(value) ? withoutNulls(value) : value]))
}
