import type { Schema } from '../model.ts'
import { typeOf } from '../schema/type-of.ts'
import { goJson } from './go-json.ts'
import { isEmpty } from './is-empty.ts'
import { boolean, type FunctionTable } from './function-entry.ts'

/** Go's `eq` refuses operands of different kinds, so unlike types are compared by their JSON text. */
function equality(operator: 'eq' | 'ne') {
  return (args: readonly string[], schemas: readonly Schema[]): string => {
    const types = schemas.map(typeOf)
    const comparable = types.every((type) => type === types[0]) && ['string', 'integer', 'boolean'].includes(types[0] ?? 'any')
    return comparable ? `(${operator} ${args.join(' ')})` : `(${operator} ${args.map((arg) => `(toJson ${arg})`).join(' ')})`
  }
}

/** `and` and `or` give one of their operands, as in Go. */
const anyOperand = (args: readonly Schema[]): Schema => {
  const [first] = args
  return first !== undefined && args.every((arg) => typeOf(arg) === typeOf(first)) ? { type: typeOf(first) === 'any' ? [] : typeOf(first) } : {}
}

export const logic: FunctionTable = {
  eq: { parameters: ['any', 'any'], result: boolean, go: equality('eq'), evaluate: (a, b) => goJson(a) === goJson(b) },
  ne: { parameters: ['any', 'any'], result: boolean, go: equality('ne'), evaluate: (a, b) => goJson(a) !== goJson(b) },
  lt: { parameters: ['integer', 'integer'], result: boolean, evaluate: (a, b) => Number(a) < Number(b) },
  le: { parameters: ['integer', 'integer'], result: boolean, evaluate: (a, b) => Number(a) <= Number(b) },
  gt: { parameters: ['integer', 'integer'], result: boolean, evaluate: (a, b) => Number(a) > Number(b) },
  ge: { parameters: ['integer', 'integer'], result: boolean, evaluate: (a, b) => Number(a) >= Number(b) },
  and: { parameters: ['any'], rest: 'any', result: anyOperand, acceptsAbsent: true, evaluate: (...args) => args.find(isEmpty) ?? args.at(-1) ?? false },
  or: { parameters: ['any'], rest: 'any', result: anyOperand, acceptsAbsent: true, evaluate: (...args) => args.find((arg) => !isEmpty(arg)) ?? args.at(-1) ?? false },
  not: { parameters: ['any'], result: boolean, acceptsAbsent: true, evaluate: (arg) => isEmpty(arg) },
  empty: { parameters: ['any'], result: boolean, acceptsAbsent: true, evaluate: (arg) => isEmpty(arg) },
  default: {
    parameters: ['any', 'any'],
    result: (args) => defaulted(args),
    acceptsAbsent: true,
    evaluate: (fallback, value) => (isEmpty(value) ? fallback : value),
  },
  coalesce: { parameters: ['any', 'any'], rest: 'any', result: (args) => anyOperand(args), acceptsAbsent: true, evaluate: (...args) => args.find((arg) => !isEmpty(arg)) ?? null },
  ternary: {
    parameters: ['any', 'any', 'any'],
    result: (args) => anyOperand(args.slice(0, 2)),
    go: ([yes, no, condition], schemas) => `(ternary ${yes} ${no} ${typeOf(schemas[2] ?? {}) === 'boolean' ? condition : `(not (empty ${condition}))`})`,
    evaluate: (yes, no, condition) => (isEmpty(condition) ? no : yes),
  },
  required: { parameters: ['string', 'any'], result: (args) => args[1] ?? {}, acceptsAbsent: true },
  fail: { parameters: ['string'], result: { type: 'string' } },
}

/** `default` keeps the value's constraints when the fallback is of the same type. */
function defaulted(args: readonly Schema[]): Schema {
  const [fallback = {}, value = {}] = args
  if (typeOf(fallback) !== typeOf(value)) return {}
  const isConstrained = value.pattern !== undefined && typeof fallback.const === 'string' && new RegExp(value.pattern, 'u').test(fallback.const)
  return isConstrained ? { type: 'string', pattern: value.pattern } : anyOperand(args)
}
