import { constantFrom, array, boolean, dictionary, double, integer, letrec, maxSafeInteger, oneof, string, stringMatching, tuple, type Arbitrary } from 'fast-check'
import type { FunctionEntry } from '../../generator/functions/function-entry.ts'
import type { Json } from '../../generator/model.ts'
import type { ValueType } from '../../generator/schema/type-of.ts'
import { hostileStrings } from './hostile-strings.ts'

/** Random arguments for a function: those of its parameters' types, narrowed where the manual narrows them. */
export function argumentsOf(name: string, entry: FunctionEntry): Arbitrary<readonly Json[]> {
  return (Object.hasOwn(narrowed, name) ? narrowed[name] : undefined) ?? withRest(entry.parameters.map((type) => ofType[type]), entry.rest === undefined ? [] : [ofType[entry.rest]])
}

const hostile = constantFrom(...hostileStrings)
const short = string({ unit: 'grapheme', maxLength: 12 })
const letters = stringMatching(/^[a-z]{0,3}$/)
const text: Arbitrary<string> = oneof({ weight: 3, arbitrary: hostile }, { weight: 1, arbitrary: short }, { weight: 1, arbitrary: string({ unit: 'binary', maxLength: 12 }) }, { weight: 1, arbitrary: letters }, { weight: 1, arbitrary: array(hostile, { maxLength: 3 }).map((parts) => parts.join('')) })
const small = integer({ min: -20, max: 20 })
const whole: Arbitrary<number> = oneof(small, integer(), maxSafeInteger())
const scalar: Arbitrary<Json> = oneof(text, whole, boolean())
const number: Arbitrary<number> = oneof(whole, double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)), constantFrom(0.1, 1e21, 1e-7, 123456.5))
const { value: anything } = letrec<{ value: Json }>((tie) => ({
  value: oneof({ maxDepth: 2, depthSize: 'small' }, scalar, number, array(tie('value'), { maxLength: 3 }), dictionary(oneof(letters, hostile), tie('value'), { maxKeys: 3 })),
}))
const list: Arbitrary<Json> = oneof(array(text, { maxLength: 5 }), array(whole, { maxLength: 5 }), array(letters, { maxLength: 5 }), array(anything, { maxLength: 4 }))
const map: Arbitrary<Json> = dictionary(oneof(letters, hostile), anything, { maxKeys: 4 })

const ofType: { readonly [T in ValueType]: Arbitrary<Json> } = { string: text, integer: whole, number, boolean: boolean(), object: map, array: list, any: anything }

function withRest(first: readonly Arbitrary<Json>[], rest: readonly Arbitrary<Json>[]): Arbitrary<readonly Json[]> {
  return tuple(tuple(...first), oneof(...rest.map((more) => array(more, { maxLength: 3 })), ...(rest.length === 0 ? [tuple()] : []))).map(([some, more]) => [...some, ...more])
}

/** A text and a piece of it, or one of something else. */
const pieceAndText = oneof(tuple(text, text), tuple(text, text).map(([piece, other]): [string, string] => [piece, piece + other]), tuple(text, text).map(([piece, other]): [string, string] => [piece, other + piece]), tuple(text, text, text).map(([piece, before, after]): [string, string] => [piece, before + piece + after]))
const count = integer({ min: 0, max: 12 })
const ascii = string({ unit: 'binary-ascii', maxLength: 20 })
const words = array(text, { maxLength: 5 })
/** A map and one that shares some of its keys, with nothing that is of another type under the same key. */
const typedMap = dictionary(letters, oneof(text, whole), { maxKeys: 5 })
const alike = letrec<{ map: Json }>((tie) => ({
  map: tuple(dictionary(constantFrom('a1', 'b1', 'c1'), text), dictionary(constantFrom('a2', 'b2'), whole), dictionary(constantFrom('a3', 'b3'), boolean()), dictionary(constantFrom('a4', 'b4'), array(scalar, { maxLength: 3 })), dictionary(constantFrom('a5', 'b5'), oneof({ maxDepth: 2 }, typedMap, tie('map') as Arbitrary<{ [key: string]: Json }>).map((value) => value))).map((parts): Json => Object.assign({}, ...parts) as Json),
})).map
const patterns = ['^[a-z]+$', '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', '[0-9]{2,3}', 'a|b', '^$', '\\.', '[^\\x00-\\x1f]', '^(yes|no)$', '(?i)TRUE']

/** Go compares no literal that is beyond the integers with an integer. */
const comparable = anything.filter((value) => typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isInteger(value))

const narrowed: { readonly [name: string]: Arbitrary<readonly Json[]> } = {
  eq: equalOrNot(comparable),
  ne: equalOrNot(comparable),
  /** A Greek letter with an iota below has one capital for Go and two for JavaScript. */
  upper: text.filter((value) => !/[\u1f80-\u1fff]/.test(value)).map((value) => [value]),
  contains: pieceAndText,
  hasPrefix: pieceAndText,
  hasSuffix: pieceAndText,
  trimPrefix: pieceAndText,
  trimSuffix: pieceAndText,
  trimAll: pieceAndText,
  splitList: pieceAndText,
  replace: tuple(pieceAndText, text).map(([[from, whole_], to]) => [from, to, whole_]),
  trunc: tuple(oneof(count, integer({ min: -12, max: 100 })), ascii),
  repeat: tuple(count, text),
  indent: tuple(count, text),
  regexMatch: tuple(constantFrom(...patterns.slice(0, -1)), text),
  printf: printfArguments(),
  div: tuple(whole, whole.filter((value) => value !== 0)),
  mod: tuple(whole, whole.filter((value) => value !== 0)),
  add: array(integer({ min: -(2 ** 40), max: 2 ** 40 }), { minLength: 2, maxLength: 5 }),
  sub: tuple(integer({ min: -(2 ** 40), max: 2 ** 40 }), integer({ min: -(2 ** 40), max: 2 ** 40 })),
  mul: array(integer({ min: -30_000, max: 30_000 }), { minLength: 2, maxLength: 3 }),
  int64: oneof(whole, boolean(), double({ min: -1e15, max: 1e15, noNaN: true }), whole.map(String)).map((value) => [value]),
  len: oneof(text, list, map).map((value) => [value]),
  join: oneof(tuple(text, words), tuple(text, array(whole, { maxLength: 5 })), tuple(text, array(boolean(), { maxLength: 5 }))),
  sortAlpha: words.map((value) => [value]),
  has: oneof(tuple(text, words), tuple(anything, list), tuple(anything, array(anything, { maxLength: 3 })).map(([item, items]) => [item, [...items, item]]), tuple(whole, array(whole)).map(([item, items]) => [item, [item, ...items]])),
  uniq: oneof(array(scalar), array(anything), array(constantFrom<Json>('a', 'b', 1, 2, true, { a: 1, b: 2 }, [1]))).map((value) => [value]),
  hasKey: mapAndKey(),
  get: mapAndKey(),
  omit: mapAndKey(),
  pick: mapAndKey(),
  merge: array(alike, { minLength: 2, maxLength: 3 }),
  ternary: tuple(anything, anything, anything),
}

function mapAndKey(): Arbitrary<readonly Json[]> {
  return oneof(tuple(map, text), map.chain((value) => tuple(constantFrom(value), constantFrom(...Object.keys(value as object), 'none'))))
}

function equalOrNot(value: Arbitrary<Json>): Arbitrary<readonly Json[]> {
  return oneof(tuple(value, value), value.map((one) => [one, one]))
}

/** `%s` takes strings, `%d` integers, `%t` booleans, `%v` any of them. */
function printfArguments(): Arbitrary<readonly Json[]> {
  const verbs: readonly (readonly [string, Arbitrary<Json>])[] = [['%s', text], ['%d', whole], ['%t', boolean()], ['%v', scalar]]
  const piece = constantFrom(...verbs).chain(([verb, value]) => tuple(text.map((before) => before.replaceAll('%', '%%')), constantFrom(verb), value))
  return array(piece, { maxLength: 4 }).map((pieces) => [pieces.map(([before, verb]) => before + verb).join('') + '%%', ...pieces.map(([, , value]) => value)])
}
