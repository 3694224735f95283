import type { Fields } from '../model.ts'

/** What stands at a path of keys, such as `spec.template`, or a list of keys where these may hold dots; undefined where the path ends early. */
export function at(value: unknown, path: string | readonly string[]): unknown {
  const keys: readonly string[] = typeof path === 'string' ? path.split('.') : path
  return keys.reduce<unknown>((inner, key) => (isMap(inner) ? inner[key] : undefined), value)
}

/** The map at a path, empty if there is none. */
export function mapAt(value: unknown, path: string): Fields {
  const found = at(value, path)
  return isMap(found) ? found : {}
}

/** The list of maps at a path, empty if there is none. */
export function listAt(value: unknown, path: string): readonly Fields[] {
  const found = at(value, path)
  return Array.isArray(found) ? (found as readonly unknown[]).map((item) => (isMap(item) ? item : {})) : []
}

/** The text at a path, empty if there is none. */
export function textAt(value: unknown, path: string): string {
  const found = at(value, path)
  return typeof found === 'string' ? found : ''
}

/** The list of texts at a path, empty if there is none. */
export function textsAt(value: unknown, path: string): readonly string[] {
  const found = at(value, path)
  return Array.isArray(found) ? (found as readonly unknown[]).filter((item) => typeof item === 'string') : []
}

export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
