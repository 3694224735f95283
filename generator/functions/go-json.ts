import type { Json } from '../model.ts'

/** JSON as Helm's toJson writes it: the keys of a map sorted by their bytes, HTML and the two line separators escaped. Two values are equal when their texts are. */
export function goJson(value: Json): string {
  return written(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Keys are written one by one, because JavaScript moves keys that look like integers to the front of an object. */
function written(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value as { readonly [key: string]: Json }).sort(([a], [b]) => byBytes(a, b))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${written(member)}`).join(',')}}`
}

/** Go compares strings by their UTF-8 bytes, JavaScript by their UTF-16 units. */
export function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
