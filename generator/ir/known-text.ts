import { functions } from '../functions/table.ts'
import type { Branch, Expr, Json, ScalarNode, TextPart } from '../model.ts'
import { follow, insideOf, withVariable, type Environment } from './environment.ts'
import { isEmpty } from '../functions/is-empty.ts'

/** What a value that is not known stands for: undefined gives up, anything else goes on with it. */
export type Guess = (expression: Expr) => Json | undefined

/** A scalar's text, if it is known at build time here. */
export function knownText(scalar: ScalarNode, environment: Environment, guess: Guess = () => undefined): string | undefined {
  if (scalar.literal !== undefined) return String(scalar.literal)
  return partsText(scalar.parts, environment, guess)
}

/** An expression's value, if it is known at build time here. */
export function knownValue(given: Expr, around: Environment, guess: Guess = () => undefined): Json | undefined {
  const { expression, environment } = follow(given, around)
  if (expression.kind === 'literal') return expression.value
  if (expression.kind === 'include') {
    const template = environment.templates.get(expression.template)
    return template?.body.kind === 'text' ? partsText(template.body.parts, insideOf(template, expression, environment), guess) : undefined
  }
  if (expression.kind !== 'call') return guess(expression)
  const values = expression.arguments.map((argument) => knownValue(argument, environment, guess))
  return values.some((value) => value === undefined) ? guess(expression) : (applied(expression.function, values as readonly Json[]) ?? guess(expression))
}

function partsText(parts: readonly Branch<TextPart>[], environment: Environment, guess: Guess): string | undefined {
  const texts = parts.map((part) => partText(part, environment, guess))
  return texts.includes(undefined) ? undefined : texts.join('')
}

function partText(part: Branch<TextPart>, environment: Environment, guess: Guess): string | undefined {
  if (part.kind === 'each') return undefined
  if (part.kind === 'part') {
    const value = typeof part.value === 'string' ? part.value : knownValue(part.value, environment, guess)
    return value === undefined || typeof value === 'object' ? undefined : String(value)
  }
  const condition = knownValue(part.condition, environment, guess)
  if (condition === undefined) return undefined
  const inside = part.binds === undefined ? environment : withVariable(environment, part.binds, part.condition)
  return isEmpty(condition) ? partsText(part.else, environment, guess) : partsText(part.then, inside, guess)
}

function applied(name: string, values: readonly Json[]): Json | undefined {
  const evaluate = Object.hasOwn(functions, name) ? functions[name]?.evaluate : undefined
  try {
    return evaluate?.(...values)
  } catch {
    // A function that can't be computed from these values fails at install time as well, with a message of its own.
    return undefined
  }
}
