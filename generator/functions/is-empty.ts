import type { Json } from '../model.ts'

/** Helm's emptiness, which unlike Handlebars' holds for an empty map as well. */
export function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return value === null || value === false || value === 0 || value === ''
}
