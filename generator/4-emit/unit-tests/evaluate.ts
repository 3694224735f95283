import { isEmpty } from '../../functions/is-empty.ts'
import { functions } from '../../functions/table.ts'
import type { CallExpr, Expr, Json, PathExpr } from '../../model.ts'
import { at } from './arrangement.ts'

/** What the loops around a place have bound: a variable to the path of its entry, or to its key. */
export interface Bindings {
  readonly paths: ReadonlyMap<string, readonly string[]>
  readonly keys: ReadonlyMap<string, string>
}

/** What a test knows: the values, the release of its suite, the chart. */
export interface World {
  readonly values: Json
  readonly release: { readonly [name: string]: Json }
  readonly chart: { readonly [name: string]: Json }
}

/** The value of an expression, or undefined when only Helm can tell. An absent value is null. */
export function evaluate(world: World, bindings: Bindings, expression: Expr): Json | undefined {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'path':
      return pathValue(world, expression)
    case 'variable': {
      const key = expression.of === 'key' ? bindings.keys.get(expression.name) : undefined
      if (key !== undefined) return key
      const path = valuePath(bindings, expression)
      return path === undefined ? undefined : plain(at(world.values, path) ?? expression.schema.default ?? null)
    }
    case 'call':
      return callValue(world, bindings, expression)
    case 'include':
      return undefined
  }
}

/** Whether a condition holds; undefined when only Helm can tell. */
export function holds(world: World, bindings: Bindings, condition: Expr): boolean | undefined {
  if (condition.kind === 'call' && (condition.function === 'and' || condition.function === 'or')) {
    const decisive = condition.function === 'or'
    const parts = condition.arguments.map((argument) => holds(world, bindings, argument))
    if (parts.includes(decisive)) return decisive
    return parts.includes(undefined) ? undefined : !decisive
  }
  if (condition.kind === 'call' && (condition.function === 'not' || condition.function === 'empty')) {
    const inner = holds(world, bindings, condition.arguments[0]!)
    return inner === undefined ? undefined : !inner
  }
  const value = evaluate(world, bindings, condition)
  return value === undefined ? undefined : !isEmpty(value)
}

/** Where in the values an expression stands; undefined when it is not a place in the values. */
export function valuePath(bindings: Bindings, expression: Expr): readonly string[] | undefined {
  if (expression.kind === 'path') return expression.root === 'values' ? expression.segments : undefined
  if (expression.kind !== 'variable' || expression.of === 'key') return undefined
  const path = bindings.paths.get(expression.name)
  return path === undefined ? undefined : [...path, ...expression.segments]
}

function pathValue(world: World, { root, segments, schema }: PathExpr): Json | undefined {
  if (root === 'values') return plain(at(world.values, segments) ?? schema.default ?? null)
  const [name = ''] = segments
  return root === 'capabilities' ? undefined : world[root][name]
}

function callValue(world: World, bindings: Bindings, call: CallExpr): Json | undefined {
  const entry = functions[call.function]
  const args = call.arguments.map((argument) => evaluate(world, bindings, argument))
  const isKnown = args.every((arg) => arg !== undefined && (arg !== null || entry?.acceptsAbsent === true))
  return isKnown ? entry?.evaluate?.(...(args as Json[])) : undefined
}

/** Template text among the values is for Helm to render. */
function plain(value: Json): Json | undefined {
  if (typeof value !== 'string' && typeof value !== 'object') return value
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.includes('{{') ? undefined : value
}
