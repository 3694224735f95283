import { validate } from '../../json-schema/validate.ts'
import type { CallExpr, Expr, Json, NamedTemplate, Schema } from '../../model.ts'
import { assign, type Arrangement } from './arrangement.ts'
import { evaluate, holds, valuePath, type Bindings, type World } from './evaluate.ts'
import { sample } from './sample.ts'

/** What has to be so at a place: a condition that holds or not, or an entry that a loop runs over. */
export type Guard =
  | { readonly kind: 'condition'; readonly condition: Expr; readonly wanted: boolean; readonly bindings: Bindings }
  | { readonly kind: 'entry'; readonly path: readonly string[]; readonly value: Json }

export interface Stage {
  readonly schema: Schema
  readonly helpers: readonly NamedTemplate[]
  readonly worldOf: (values: Json) => World
}

/** The arrangement with what the guards ask for, or undefined when that can't be found or be known. */
export function arrange(stage: Stage, start: Arrangement, guards: readonly Guard[]): Arrangement | undefined {
  let arrangement: Arrangement = start
  for (const guard of guards) {
    const next = guard.kind === 'entry' ? assign(arrangement, guard.path, guard.value) : satisfy(stage, arrangement, guard.bindings, guard.condition, guard.wanted)
    if (next === undefined) return undefined
    arrangement = next
  }
  const world = stage.worldOf(arrangement.values)
  const isSo = guards.every((guard) => guard.kind === 'entry' || holds(world, guard.bindings, guard.condition) === guard.wanted)
  return isSo ? arrangement : undefined
}

/** Sets what makes a condition hold, or not hold; nothing when it does already. */
export function satisfy(stage: Stage, arrangement: Arrangement, bindings: Bindings, condition: Expr, wanted: boolean): Arrangement | undefined {
  if (holds(stage.worldOf(arrangement.values), bindings, condition) === wanted) return arrangement
  if (condition.kind === 'call') return satisfyCall(stage, arrangement, bindings, condition, wanted)
  const path = valuePath(bindings, condition)
  if (path === undefined || (condition.kind !== 'path' && condition.kind !== 'variable')) return undefined
  const value = wanted ? sample(stage.schema, condition.schema) : emptyValue(condition.schema)
  return value === undefined ? undefined : assign(arrangement, path, value)
}

function satisfyCall(stage: Stage, arrangement: Arrangement, bindings: Bindings, call: CallExpr, wanted: boolean): Arrangement | undefined {
  const [first, second] = call.arguments
  switch (call.function) {
    case 'not':
    case 'empty':
      return satisfy(stage, arrangement, bindings, first!, !wanted)
    case 'and':
      return wanted ? all(stage, arrangement, bindings, call.arguments, true) : any(stage, arrangement, bindings, call.arguments, false)
    case 'or':
      return wanted ? any(stage, arrangement, bindings, call.arguments, true) : all(stage, arrangement, bindings, call.arguments, false)
    case 'eq':
    case 'ne':
      return equate(stage, arrangement, bindings, first!, second!, (call.function === 'eq') === wanted)
    default:
      return undefined
  }
}

function all(stage: Stage, arrangement: Arrangement, bindings: Bindings, conditions: readonly Expr[], wanted: boolean): Arrangement | undefined {
  return conditions.reduce<Arrangement | undefined>((so, condition) => so && satisfy(stage, so, bindings, condition, wanted), arrangement)
}

function any(stage: Stage, arrangement: Arrangement, bindings: Bindings, conditions: readonly Expr[], wanted: boolean): Arrangement | undefined {
  for (const condition of conditions) {
    const next = satisfy(stage, arrangement, bindings, condition, wanted)
    if (next !== undefined) return next
  }
  return undefined
}

/** One side is a value that can be set, the other is known. */
function equate(stage: Stage, arrangement: Arrangement, bindings: Bindings, left: Expr, right: Expr, wanted: boolean): Arrangement | undefined {
  const [target, known] = valuePath(bindings, left) === undefined ? [right, left] : [left, right]
  const path = valuePath(bindings, target)
  const value = evaluate(stage.worldOf(arrangement.values), bindings, known)
  if (path === undefined || value === undefined || (target.kind !== 'path' && target.kind !== 'variable')) return undefined
  const choice = wanted ? accepted(stage, target.schema, value) : sample(stage.schema, target.schema, value)
  return choice === undefined ? undefined : assign(arrangement, path, choice)
}

/** A condition may ask for what this value never is, where several values go through one named template. */
function accepted(stage: Stage, schema: Schema, value: Json): Json | undefined {
  const own = { ...schema, definitions: stage.schema.definitions ?? {} }
  return validate(own, value).length === 0 ? value : undefined
}

function emptyValue({ type, enum: choices, pattern, minLength = 0, minimum = 0 }: Schema): Json | undefined {
  if (choices !== undefined) return choices.includes('') ? '' : undefined
  if (type === 'boolean') return false
  if (type === 'string') return minLength > 0 || (pattern !== undefined && !new RegExp(pattern, 'u').test('')) ? undefined : ''
  if (type === 'integer' || type === 'number') return minimum <= 0 ? 0 : undefined
  if (type === 'array') return []
  return type === 'object' ? {} : undefined
}
