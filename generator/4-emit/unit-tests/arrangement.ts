import type { Json } from '../../model.ts'

type JsonMap = { readonly [key: string]: Json }

/** The values of a test: all that the chart will see, and what the test sets over the defaults. */
export interface Arrangement {
  readonly values: Json
  readonly assignments: readonly Assignment[]
}

export interface Assignment {
  readonly path: readonly string[]
  readonly value: Json
}

/** Sets a value as Helm does it: maps are merged, all else is replaced. */
export function assign({ values, assignments }: Arrangement, path: readonly string[], value: Json): Arrangement {
  return { values: put(values, path, value), assignments: [...assignments, { path, value }] }
}

/** The value at a path; undefined where nothing is. */
export function at(values: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, segment) => memberOf(value, segment), values)
}

function memberOf(value: Json | undefined, segment: string): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(segment)]
  return isMap(value) && Object.hasOwn(value, segment) ? value[segment] : undefined
}

function put(values: Json | undefined, path: readonly string[], value: Json): Json {
  const [segment, ...rest] = path
  if (segment === undefined) return mergeOver(values, value)
  if (Array.isArray(values)) return (values as readonly Json[]).map((item, index) => (String(index) === segment ? put(item, rest, value) : item))
  const map = isMap(values) ? values : {}
  return { ...map, [segment]: put(map[segment], rest, value) }
}

export function mergeOver(below: Json | undefined, above: Json): Json {
  if (!isMap(below) || !isMap(above)) return above
  const merged = Object.entries(above).map(([key, value]) => [key, mergeOver(below[key], value)])
  return { ...below, ...Object.fromEntries(merged) }
}

/** What a test has to set: one assignment a value, those inside a bigger one taken up by it. */
export function settings({ values, assignments }: Arrangement): readonly Assignment[] {
  const paths = [...new Map(assignments.map(({ path }) => [path.join('\0'), path])).values()]
  const outermost = paths.filter((path) => !paths.some((other) => other.length < path.length && startsWith(path, other)))
  return outermost.map((path) => ({ path, value: at(values, path) ?? null }))
}

function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((segment, index) => path[index] === segment)
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
