import { createHash } from 'node:crypto'
import type { Json, Schema } from '../model.ts'
import { typeOf } from '../schema/type-of.ts'
import { asOneLine } from './escapes.ts'
import { goJson } from './go-json.ts'
import { boolean, integer, string, type FunctionEntry, type FunctionTable } from './function-entry.ts'

const s = (value: Json | undefined): string => String(value)
const n = (value: Json | undefined): number => Number(value)

/** Go counts bytes where JavaScript counts UTF-16 units. */
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')

/** A text without characters that need escaping anywhere. */
const patterned = (pattern: string): Schema => ({ type: 'string', pattern })
/** Cutting or trimming keeps the alphabet of the text, which is all that the compiler reads from a pattern. */
const sameAlphabet = (index: number) => (args: readonly Schema[]): Schema => {
  const argument = args[index]
  if (typeof argument?.const === 'string') return { type: 'string' }
  return argument?.pattern === undefined ? string : { type: 'string', pattern: argument.pattern }
}

/** Helm's own toString writes a large number as 1e+06, so anything but a string goes through JSON. */
const toString: FunctionEntry = {
  parameters: ['any'],
  result: ([argument = {}]) => (isScalar(argument) ? asOneLine([argument]) : string),
  go: ([value = ''], [schema = {}]) => (typeOf(schema) === 'string' ? value : typeOf(schema) !== 'any' ? `(toJson ${value})` : `(ternary ${value} (toJson ${value}) (kindIs "string" ${value}))`),
  evaluate: (value) => (typeof value === 'string' ? value : goJson(value)),
}

/** What JSON writes without a character that is not in the value. */
function isScalar({ type }: Schema): boolean {
  return type !== undefined && [type].flat().every((one) => ['string', 'integer', 'number', 'boolean'].includes(one))
}

export const strings: FunctionTable = {
  contains: { parameters: ['string', 'string'], result: boolean, evaluate: (part, text) => s(text).includes(s(part)) },
  hasPrefix: { parameters: ['string', 'string'], result: boolean, evaluate: (part, text) => s(text).startsWith(s(part)) },
  hasSuffix: { parameters: ['string', 'string'], result: boolean, evaluate: (part, text) => s(text).endsWith(s(part)) },
  trunc: { parameters: ['integer', 'string'], result: sameAlphabet(1), go: counted('trunc'), evaluate: (length, text) => truncate(n(length), s(text)) },
  trim: { parameters: ['string'], result: sameAlphabet(0), evaluate: (text) => s(text).replace(space, '') },
  trimSuffix: { parameters: ['string', 'string'], result: sameAlphabet(1), evaluate: (part, text) => (s(part) !== '' && s(text).endsWith(s(part)) ? s(text).slice(0, -s(part).length) : s(text)) },
  trimPrefix: { parameters: ['string', 'string'], result: sameAlphabet(1), evaluate: (part, text) => (s(text).startsWith(s(part)) ? s(text).slice(s(part).length) : s(text)) },
  trimAll: { parameters: ['string', 'string'], result: sameAlphabet(1), evaluate: (cut, text) => trimAll(s(cut), s(text)) },
  lower: { parameters: ['string'], result: string, evaluate: (text) => letterByLetter(s(text), (letter) => (letter === 'İ' ? 'i' : letter.toLowerCase())) },
  upper: { parameters: ['string'], result: string, evaluate: (text) => letterByLetter(s(text), (letter) => letter.toUpperCase()) },
  replace: { parameters: ['string', 'string', 'string'], result: string, evaluate: (from, to, text) => s(text).replace(everywhere(s(from)), () => s(to)) },
  repeat: { parameters: ['integer', 'string'], result: string, go: counted('repeat'), evaluate: (count, text) => s(text).repeat(n(count)) },
  regexMatch: { parameters: ['string', 'string'], result: boolean, evaluate: (pattern, text) => new RegExp(s(pattern), 'u').test(s(text)) },
  regexReplaceAll: { parameters: ['string', 'string', 'string'], result: string },
  printf: { parameters: ['string'], rest: 'any', result: string, go: printfText, evaluate: (format = '', ...args) => print(s(format), args) },
  indent: { parameters: ['integer', 'string'], result: string, go: counted('indent'), evaluate: (count, text) => s(text).split('\n').map((line) => ' '.repeat(n(count)) + line).join('\n') },
  b64enc: { parameters: ['string'], result: patterned('^[A-Za-z0-9+/=]*$'), evaluate: (text) => bytes(s(text)).toString('base64') },
  b64dec: { parameters: ['string'], result: string },
  sha256: { parameters: ['string'], result: patterned('^[0-9a-f]{64}$'), go: ([text]) => `(sha256sum ${text})`, evaluate: (text) => createHash('sha256').update(s(text)).digest('hex') },
  urlquery: { parameters: ['string'], result: patterned('^[A-Za-z0-9%+._~-]*$'), evaluate: (text) => urlQuery(s(text)) },
  /** For user names, passwords and path segments of a URL, where `+` would be a plus. */
  urlpath: { parameters: ['string'], result: patterned('^[A-Za-z0-9%._~-]*$'), go: ([text]) => `(replace "+" "%20" (urlquery ${text}))`, evaluate: (text) => urlQuery(s(text)).replaceAll('+', '%20') },
  toString,
  semverCompare: { parameters: ['string', 'string'], result: boolean },
  splitList: { parameters: ['string', 'string'], result: (args) => ({ type: 'array', items: sameAlphabet(1)(args) }), evaluate: (separator, text) => (s(separator) === '' ? [...s(text)] : s(text).split(s(separator))) },
  htpasswd: { parameters: ['string', 'string'], result: string },
  randAlphaNum: { parameters: ['integer'], result: patterned('^[A-Za-z0-9]*$'), go: counted('randAlphaNum') },
  lengthOf: { parameters: ['string'], result: integer, go: ([text]) => `(len ${text})`, evaluate: (text) => bytes(s(text)).length },
}

/** A count must be Go's int: a literal is one, a value was made an int64. */
function counted(name: string) {
  return ([count = '', ...rest]: readonly string[]): string => `(${[name, asInt(count), ...rest].join(' ')})`
}

function asInt(count: string): string {
  return /^-?\d+$/.test(count) ? count : `(int ${count.replace(/^\(int64 (.*)\)$/s, '$1')})`
}

/** Go prints a float in place of an integer as an error, and a large one as 1e+06, so each argument is made what its verb wants. */
function printfText([format = '""', ...args]: readonly string[], [, ...schemas]: readonly Schema[]): string {
  const verbs = format.startsWith('"') ? [...format.matchAll(/%(.)/g)].flatMap(([, verb = '']) => (verb === '%' ? [] : [verb])) : []
  return `(printf ${[format, ...args.map((arg, index) => argumentOf(verbs[index], arg, schemas[index] ?? {}))].join(' ')})`
}

function argumentOf(verb: string | undefined, arg: string, schema: Schema): string {
  const type = typeOf(schema)
  if (verb === 'd') return type === 'integer' ? arg : `(int64 ${arg})`
  const isPrinted = type === 'string' || (verb === 'v' && (type === 'integer' || type === 'boolean')) || (verb !== 's' && verb !== 'v')
  return isPrinted ? arg : (toString.go?.([arg], [schema], '$') ?? arg)
}

/** What Go's unicode.IsSpace holds for, at both ends of a text. */
const space = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g

/** Go maps letters one by one and leaves those alone that have no single counterpart. */
function letterByLetter(text: string, change: (letter: string) => string): string {
  return [...text].map((letter) => ([...change(letter)].length === 1 ? change(letter) : letter)).join('')
}

/** Each place of a piece in a text; an empty piece is before and behind each character. */
function everywhere(piece: string): RegExp {
  return piece === '' ? /(?:)/gu : new RegExp(piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gu')
}

function truncate(length: number, text: string): string {
  const all = bytes(text)
  if (length < 0 && all.length + length > 0) return all.subarray(all.length + length).toString('utf8')
  return length >= 0 && all.length > length ? all.subarray(0, length).toString('utf8') : text
}

function trimAll(cut: string, text: string): string {
  const characters = [...text]
  const from = characters.findIndex((character) => !cut.includes(character))
  const to = characters.findLastIndex((character) => !cut.includes(character))
  return from === -1 ? '' : characters.slice(from, to + 1).join('')
}

/** Go's url.QueryEscape: everything but letters, digits, `-`, `_`, `.`, `~` is escaped, a space is `+`. */
function urlQuery(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%20', '+')
}

/** The verbs that a chart needs: %s, %d, %v, %t and %%. */
function print(format: string, args: readonly Json[]): string {
  let next = 0
  return format.replace(/%([sdvt%])/g, (_, verb: string) => (verb === '%' ? '%' : s(args[next++])))
}
