import type { Json, Schema } from '../model.ts'
import { typeOf } from '../schema/type-of.ts'
import { array, boolean, integer, object, string, type FunctionTable } from './function-entry.ts'

type JsonObject = { readonly [key: string]: Json }
const map = (value: Json | undefined): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {})
const items = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

export const collections: FunctionTable = {
  hasKey: { parameters: ['object', 'string'], result: boolean, acceptsAbsent: true, evaluate: (value, key) => Object.hasOwn(map(value), String(key)) },
  get: {
    parameters: ['object', 'string'],
    result: ([of]) => entrySchema(of),
    evaluate: (value, key) => map(value)[String(key)] ?? '',
  },
  dig: { parameters: ['string', 'any'], rest: 'any', result: {}, go: (args) => `(dig ${args.join(' ')})` },
  keys: { parameters: ['object'], result: { type: 'array', items: string }, go: ([value]) => `(keys ${value} | sortAlpha)`, evaluate: (value) => Object.keys(map(value)).sort() },
  sortAlpha: { parameters: ['array'], result: { type: 'array', items: string }, evaluate: (value) => items(value).map(String).sort() },
  uniq: { parameters: ['array'], result: ([of]) => of ?? array, evaluate: (value) => [...new Set(items(value))] },
  /** The later wins, deeply; copies, because sprig's own writes into its first argument. */
  merge: {
    parameters: ['object', 'object'],
    rest: 'object',
    result: (args) => mergedSchema(args),
    go: (args) => `(mergeOverwrite (dict) ${args.map((arg, index) => (index === args.length - 1 ? arg : `(deepCopy ${arg})`)).join(' ')})`,
    evaluate: (...args) => args.reduce<Json>((merged, arg) => mergeDeep(merged, arg), {}),
  },
  omit: { parameters: ['object', 'string'], rest: 'string', result: ([of]) => of ?? object, evaluate: (value, ...names) => Object.fromEntries(Object.entries(map(value)).filter(([key]) => !names.includes(key))) },
  pick: { parameters: ['object', 'string'], rest: 'string', result: ([of]) => of ?? object, evaluate: (value, ...names) => Object.fromEntries(Object.entries(map(value)).filter(([key]) => names.includes(key))) },
  dict: { parameters: [], rest: 'any', result: object },
  list: { parameters: [], rest: 'any', result: ([first]) => (first === undefined ? array : { type: 'array', items: unconstrained(first) }) },
  concat: { parameters: ['array', 'array'], rest: 'array', result: ([first]) => first ?? array, evaluate: (...args) => args.flatMap(items) },
  first: { parameters: ['array'], result: ([of]) => of?.items ?? {}, evaluate: (value) => items(value)[0] ?? null },
  last: { parameters: ['array'], result: ([of]) => of?.items ?? {}, evaluate: (value) => items(value).at(-1) ?? null },
  has: { parameters: ['any', 'array'], result: boolean, evaluate: (value, list) => items(list).some((item) => JSON.stringify(item) === JSON.stringify(value)) },
  len: { parameters: ['any'], result: integer, evaluate: (value) => (typeof value === 'string' ? Buffer.byteLength(value) : Array.isArray(value) ? value.length : Object.keys(map(value)).length) },
  join: { parameters: ['string', 'array'], result: string, evaluate: (separator, value) => items(value).map(String).join(String(separator)) },
  toYaml: { parameters: ['any'], result: string },
  toJson: { parameters: ['any'], result: string, evaluate: (value) => goJson(value) },
  fromYaml: { parameters: ['string'], result: object },
  fromJson: { parameters: ['string'], result: object },
}

function entrySchema(schema: Schema | undefined): Schema {
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : {}
}

/** What is merged over an object with declared properties has them as well; merging maps of one kind gives that kind; else it is just an object. */
function mergedSchema(args: readonly Schema[]): Schema {
  if (args[0]?.properties !== undefined) {
    const { default: _, ...declared } = args[0]
    return declared
  }
  const entries = args.map((arg) => JSON.stringify(arg.additionalProperties ?? null))
  const [first] = args
  const isOneKind = first !== undefined && typeof first.additionalProperties === 'object' && entries.every((entry) => entry === entries[0])
  return isOneKind ? { type: 'object', additionalProperties: first.additionalProperties } : object
}

function unconstrained(schema: Schema): Schema {
  const type = typeOf(schema)
  return type === 'any' ? {} : { type }
}

function mergeDeep(base: Json, over: Json): Json {
  const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject(base) || !isObject(over)) return over
  const names = new Set([...Object.keys(base), ...Object.keys(over)])
  return Object.fromEntries([...names].map((name) => [name, name in over && name in base ? mergeDeep(base[name] ?? null, over[name] ?? null) : (over[name] ?? base[name] ?? null)]))
}

/** Go sorts the keys of a map and escapes HTML and the two line separators. */
function goJson(value: Json): string {
  const sorted = (input: Json): Json => (Array.isArray(input) ? input.map(sorted) : typeof input === 'object' && input !== null ? Object.fromEntries(Object.entries(input as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)])) : input)
  const escaped: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' }
  return JSON.stringify(sorted(value)).replace(/[<>&\u2028\u2029]/g, (character) => escaped[character] ?? character)
}
