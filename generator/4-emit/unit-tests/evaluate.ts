import { isEmpty } from '../../functions/is-empty.ts'
import { functions } from '../../functions/table.ts'
import type { CallExpr, Expr, IncludeExpr, Json, PathExpr, VariableExpr } from '../../model.ts'
import { at } from './arrangement.ts'

/** What the loops around a place have bound: a variable to the path of its entry, or to its key; and what a named template was given. */
export interface Bindings {
  readonly paths: ReadonlyMap<string, readonly string[]>
  readonly keys: ReadonlyMap<string, string>
  readonly parameters: ReadonlyMap<string, { readonly expression: Expr; readonly bindings: Bindings }>
}

export const nothingBound: Bindings = { paths: new Map(), keys: new Map(), parameters: new Map() }

/** What a test knows: the values, the release of its suite, the chart. */
export interface World {
  readonly values: Json
  /** Paths of the values that were looked at, joined by slashes. */
  readonly reads: Set<string>
  /** The text of a named template, where that is known without Helm. */
  readonly include: (world: World, bindings: Bindings, include: IncludeExpr) => string | undefined
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
    case 'variable':
      return variableValue(world, bindings, expression)
    case 'call':
      return callValue(world, bindings, expression)
    case 'include':
      return world.include(world, bindings, expression)
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
  const given = expression.of === 'parameter' ? bindings.parameters.get(expression.name) : undefined
  const path = given === undefined ? bindings.paths.get(expression.name) : valuePath(given.bindings, given.expression)
  return path === undefined ? undefined : [...path, ...expression.segments]
}

function read(world: World, path: readonly string[]): Json | undefined {
  world.reads.add(path.join('/'))
  return at(world.values, path)
}

function variableValue(world: World, bindings: Bindings, variable: VariableExpr): Json | undefined {
  const path = valuePath(bindings, variable)
  if (path !== undefined) return plain(read(world, path) ?? variable.schema.default ?? null)
  if (variable.of === 'key') return bindings.keys.get(variable.name)
  const given = bindings.parameters.get(variable.name)
  const value = given === undefined ? undefined : evaluate(world, given.bindings, given.expression)
  return value === undefined ? undefined : (at(value, variable.segments) ?? null)
}

function pathValue(world: World, { root, segments, schema }: PathExpr): Json | undefined {
  if (root === 'values') return plain(read(world, segments) ?? schema.default ?? null)
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
