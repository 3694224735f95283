import { isMap } from './at.ts'

/** Every scalar below a value with its path, an empty list or map counting as one. */
export function leaves(value: unknown, path = ''): readonly Leaf[] {
  const entries = Array.isArray(value)
    ? (value as readonly unknown[]).map((item, index) => [`${path}[${index}]`, item] as const)
    : isMap(value) ? Object.entries(value).map(([key, item]) => [path === '' ? key : `${path}.${key}`, item] as const) : []
  if (entries.length === 0) return [{ path, value }]
  return entries.flatMap(([inner, item]) => leaves(item, inner))
}

export interface Leaf {
  readonly path: string
  readonly value: unknown
}
