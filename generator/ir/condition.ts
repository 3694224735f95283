import { isEmpty } from '../functions/is-empty.ts'
import type { Expr, Json } from '../model.ts'
import { follow, type Environment } from './environment.ts'
import { expressionText } from './expression-text.ts'

/** A condition around a place, and whether the place is where it holds or where it does not. */
export interface Condition {
  readonly expression: Expr
  readonly holds: boolean
  readonly environment: Environment
}

/** Whether a condition's outcome is already known, because its variables stand for literals here. */
export function outcome(given: Expr, around: Environment): boolean | undefined {
  const { expression, environment } = follow(given, around)
  if (expression.kind === 'literal') return !isEmpty(expression.value)
  if (expression.kind !== 'call') return undefined
  const outcomes = expression.arguments.map((argument) => outcome(argument, environment))
  switch (expression.function) {
    case 'not':
    case 'empty':
      return outcomes[0] === undefined ? undefined : !outcomes[0]
    case 'and':
      return outcomes.includes(false) ? false : outcomes.includes(undefined) ? undefined : true
    case 'or':
      return outcomes.includes(true) ? true : outcomes.includes(undefined) ? undefined : false
    case 'eq':
    case 'ne': {
      const [left, right] = expression.arguments.map((argument) => literalOf(argument, environment))
      if (left === undefined || right === undefined) return undefined
      return (JSON.stringify(left) === JSON.stringify(right)) === (expression.function === 'eq')
    }
    default:
      return undefined
  }
}

/** Can two places never be printed together, because their conditions exclude each other? */
export function exclude(left: readonly Condition[], right: readonly Condition[]): boolean {
  const [ours, theirs] = [left.flatMap(facts), right.flatMap(facts)]
  return ours.some((one) => theirs.some((other) => contradicts(one, other)))
}

/** A simple statement that a condition implies: something holds or not, or something equals a literal. */
interface Fact {
  readonly text: string
  readonly holds: boolean
  readonly equals?: string
}

function facts({ expression: given, holds, environment: around }: Condition): readonly Fact[] {
  const { expression, environment } = follow(given, around)
  const whole: Fact = { text: expressionText(expression, environment), holds }
  if (expression.kind !== 'call') return [whole]
  const all = (value: boolean): readonly Fact[] => expression.arguments.flatMap((argument) => facts({ expression: argument, holds: value, environment }))
  switch (expression.function) {
    case 'not':
    case 'empty':
      return all(!holds)
    case 'and':
      return holds ? [whole, ...all(true)] : [whole]
    case 'or':
      return holds ? [whole] : [whole, ...all(false)]
    case 'eq':
    case 'ne':
      return [equality(expression.arguments, (expression.function === 'eq') === holds, environment) ?? whole]
    default:
      return [whole]
  }
}

function equality(operands: readonly Expr[], holds: boolean, environment: Environment): Fact | undefined {
  const literal = operands.map((operand) => literalOf(operand, environment)).find((value) => value !== undefined)
  const other = operands.find((operand) => literalOf(operand, environment) === undefined)
  return literal === undefined || other === undefined ? undefined : { text: expressionText(other, environment), holds, equals: JSON.stringify(literal) }
}

function contradicts(one: Fact, other: Fact): boolean {
  if (one.text !== other.text) return false
  if (one.equals === undefined && other.equals === undefined) return one.holds !== other.holds
  if (one.equals === other.equals) return one.holds !== other.holds
  if (one.equals === undefined || other.equals === undefined) return isEmptiness(one, other) || isEmptiness(other, one)
  return one.holds && other.holds
}

/** What equals something that is not empty is not empty. */
function isEmptiness(one: Fact, other: Fact): boolean {
  return one.equals === undefined && !one.holds && other.equals !== undefined && other.holds && !isEmpty(JSON.parse(other.equals) as Json)
}

function literalOf(given: Expr, environment: Environment): Json | undefined {
  const { expression } = follow(given, environment)
  return expression.kind === 'literal' ? expression.value : undefined
}
