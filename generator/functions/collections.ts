import type { Json, Schema } from '../model.ts'
import { typeOf } from '../schema/type-of.ts'
import { byBytes, goJson } from './go-json.ts'
import { array, boolean, integer, object, string, type FunctionTable } from './function-entry.ts'

type JsonObject = { readonly [key: string]: Json }
const map = (value: Json | undefined): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {})
const items = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

export const collections: FunctionTable = {
  hasKey: { parameters: ['object', 'string'], result: boolean, acceptsAbsent: true, evaluate: (value, key) => Object.hasOwn(map(value), String(key)) },
  get: {
    parameters: ['object', 'string'],
    result: ([of]) => entrySchema(of),
    evaluate: (value, key) => own(map(value), String(key)) ?? '',
  },
  dig: { parameters: ['string', 'any'], rest: 'any', result: {}, go: (args) => `(dig ${args.join(' ')})` },
  keys: { parameters: ['object'], result: { type: 'array', items: string }, go: ([value]) => `(keys ${value} | sortAlpha)`, evaluate: (value) => Object.keys(map(value)).sort(byBytes) },
  sortAlpha: { parameters: ['array'], result: { type: 'array', items: string }, evaluate: (value) => items(value).map(String).sort(byBytes) },
  uniq: { parameters: ['array'], result: ([of]) => of ?? array, evaluate: (value) => items(value).filter((item, index, all) => all.findIndex((other) => goJson(other) === goJson(item)) === index) },
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
  /** Sprig's concat of nothing is null, not an empty list. */
  concat: { parameters: ['array', 'array'], rest: 'array', result: ([first]) => first ?? array, go: (args) => `(default list (concat ${args.join(' ')}))`, evaluate: (...args) => args.flatMap(items) },
  first: { parameters: ['array'], result: ([of]) => of?.items ?? {}, evaluate: (value) => items(value)[0] ?? null },
  last: { parameters: ['array'], result: ([of]) => of?.items ?? {}, evaluate: (value) => items(value).at(-1) ?? null },
  has: { parameters: ['any', 'array'], result: boolean, go: hasText, evaluate: (value, list) => items(list).some((item) => goJson(item) === goJson(value)) },
  len: { parameters: ['any'], result: integer, evaluate: (value) => (typeof value === 'string' ? Buffer.byteLength(value) : Array.isArray(value) ? value.length : Object.keys(map(value)).length) },
  join: { parameters: ['string', 'array'], result: string, go: joinText, evaluate: (separator, value) => items(value).map(String).join(String(separator)) },
  toYaml: { parameters: ['any'], result: string },
  toJson: { parameters: ['any'], result: string, evaluate: (value) => goJson(value) },
  fromYaml: { parameters: ['string'], result: object },
  fromJson: { parameters: ['string'], result: object },
}

/** A number of the values is a float for Go and never equals an integer, so what may be a number is compared after a way through JSON. */
function hasText([item = '', list = '']: readonly string[], [schema = {}]: readonly Schema[]): string {
  const type = typeOf(schema)
  if (type === 'string' || type === 'boolean') return `(has ${item} ${list})`
  const isNumber = type === 'integer' || type === 'number'
  return `(has ${isNumber ? `(float64 ${item.replace(/^\(int64 (.*)\)$/s, '$1')})` : `(first (fromJsonArray (toJson (list ${item}))))`} (fromJsonArray (toJson ${list})))`
}

/** Sprig's join writes a large number as 1e+06, so numbers are joined by the commas of their JSON. */
function joinText([separator = '', list = '']: readonly string[], [, schema]: readonly Schema[]): string {
  const isOfNumbers = schema?.items !== undefined && ['integer', 'number'].includes(typeOf(schema.items))
  return isOfNumbers ? `(toJson ${list} | trimPrefix "[" | trimSuffix "]" | replace "," ${separator})` : `(join ${separator} ${list})`
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
  return Object.fromEntries([...names].map((name) => [name, Object.hasOwn(over, name) && Object.hasOwn(base, name) ? mergeDeep(own(base, name) ?? null, own(over, name) ?? null) : (own(over, name) ?? own(base, name) ?? null)]))
}

/** A map may have names such as "toString", which every object of JavaScript knows. */
function own(map: { readonly [name: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined
}
