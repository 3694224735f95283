import type { Fields } from '../model.ts'
import { at, isMap } from './at.ts'

/** A path of the schema with the names of the entries that these values have, where it says `*`. */
export function expanded(path: readonly string[], values: Fields): readonly (readonly string[])[] {
  const star = path.indexOf('*')
  if (star < 0) return [path]
  const entries = at(values, path.slice(0, star))
  return isMap(entries) ? Object.keys(entries).flatMap((name) => expanded([...path.slice(0, star), name, ...path.slice(star + 1)], values)) : []
}
