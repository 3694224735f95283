import type { Catalogue, Schema, Span } from '../model.ts'
import { locateAt } from '../syntax/locate.ts'

/** Where a schema node stands, or a keyword of it. */
export function placeOf(catalogue: Catalogue, schema: Schema, ...below: readonly (string | number)[]): Span {
  return locateAt(catalogue, schema['x-at'] ?? '', ...below)
}

/** A path of values as people write it. */
export function shownPath(path: readonly string[]): string {
  return path.length === 0 ? 'the root' : `"${path.join('.')}"`
}
