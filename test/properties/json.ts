import type { Json } from '../../generator/model.ts'

/** Values on top of others, as Helm merges them. */
export function merged(below: Json | undefined, above: Json): Json {
  if (!isMap(below) || !isMap(above)) return above
  return { ...below, ...Object.fromEntries(Object.entries(above).map(([key, value]) => [key, merged(below[key], value)])) }
}

export function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export type Path = readonly (string | number)[]

export function at(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((node, key) => {
    if (Array.isArray(node)) return node[Number(key)]
    return isMap(node) ? node[key] : undefined
  }, value)
}

/** A copy with another value at the path; lists on the way are made where they are missing. */
export function withValue(value: Json | undefined, path: Path, leaf: Json): Json {
  const [key, ...rest] = path
  if (key === undefined) return leaf
  if (typeof key === 'number') {
    const items = Array.isArray(value) ? value : []
    return [...items.slice(0, key), withValue(items[key], rest, leaf), ...items.slice(key + 1)]
  }
  const map = isMap(value) ? value : {}
  return { ...map, [key]: withValue(map[key], rest, leaf) }
}

/** A copy without what stands at the path. */
export function without(value: Json, path: Path): Json {
  const [key, ...rest] = path
  if (Array.isArray(value)) {
    return rest.length === 0 ? value.filter((_, index) => index !== key) : value.map((item, index) => (index === key ? without(item, rest) : item))
  }
  if (!isMap(value) || key === undefined) return value
  const entries = Object.entries(value).filter(([name]) => name !== key || rest.length > 0)
  return Object.fromEntries(entries.map(([name, item]) => [name, name === key ? without(item, rest) : item]))
}

/** Every path of a value, what holds others before what it holds. */
export function pathsOf(value: Json): readonly Path[] {
  const children = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : isMap(value) ? Object.entries(value) : []
  return children.flatMap(([key, item]): readonly Path[] => [[key], ...pathsOf(item).map((path) => [key, ...path])])
}

export function pointer(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
