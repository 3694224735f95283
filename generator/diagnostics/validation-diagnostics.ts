import type { ErrorObject } from 'ajv'
import type { Diagnostic, Span } from '../model.ts'
import { parsePointer, type Pointer } from '../syntax/locate.ts'
import { didYouMean } from './nearest.ts'

export interface ValidationPlace {
  readonly rule: string
  /** Where the key or item with this pointer stands. */
  readonly key: (pointer: Pointer) => Span
  /** Where its value stands. */
  readonly value: (pointer: Pointer) => Span
  /** What a value is called; its path in quotes when left out. */
  readonly name?: (pointer: Pointer) => string
  /** What a format or pattern means, in words. */
  readonly formats?: { readonly [name: string]: string }
  /** Words that a value of a format may have meant. */
  readonly words?: { readonly [format: string]: readonly string[] }
}

/** What a JSON Schema validator (ajv with `verbose` and `allErrors`) found, said as the compiler says things. */
export function validationDiagnostics(errors: readonly ErrorObject[], place: ValidationPlace): readonly Diagnostic[] {
  return errors.filter((error, index) => !isPartOfLater(error, errors.slice(index + 1))).map((error) => {
    const pointer = parsePointer(error.instancePath)
    const name = pointer.length === 0 ? 'the whole' : (place.name?.(pointer) ?? `"${pointer.join('.')}"`)
    const said = messages[error.keyword]?.(error, name, place) ?? { message: `${name} ${error.message ?? 'is not valid'}` }
    const { key, ...rest } = said
    const span = key !== undefined ? place.key([...pointer, key]) : place.value(pointer)
    return { rule: place.rule, severity: 'error', ...rest, span }
  })
}

interface Said {
  readonly message: string
  readonly why?: string
  readonly fix?: string
  /** The key below the value that the error is about. */
  readonly key?: string
}

const messages: { readonly [keyword: string]: ((error: ErrorObject, name: string, place: ValidationPlace) => Said) | undefined } = {
  additionalProperties: ({ params, parentSchema, data }) => {
    const key = String(params['additionalProperty'])
    const known = Object.keys((parentSchema?.['properties'] as object | undefined) ?? {})
    const present = new Set(Object.keys(data as object))
    return { message: `there is no "${key}" here`, key, ...didYouMean(key, known.filter((name) => !present.has(name))) }
  },
  required: ({ params }) => ({ message: `"${String(params['missingProperty'])}" is missing`, fix: `add "${String(params['missingProperty'])}"` }),
  type: ({ params, data }, name) => {
    const wanted = [params['type'] as string | readonly string[]].flat().map(typeName).join(' or ')
    const quotes = wanted === 'a string' && (typeof data === 'number' || typeof data === 'boolean')
    return { message: `${name} must be ${wanted}, not ${kindOf(data)}`, ...(quotes && { fix: `put it in quotes: "${String(data)}"` }) }
  },
  enum: ({ params, data }, name) => {
    const allowed = (params['allowedValues'] as readonly unknown[]).map(String)
    return { message: `"${String(data)}" is not a value of ${name}`, why: `it may be ${list(allowed.map((value) => `"${value}"`))}`, ...didYouMean(String(data), allowed) }
  },
  const: ({ params }, name) => ({ message: `${name} must be ${JSON.stringify(params['allowedValue'])}` }),
  pattern: ({ params, data, propertyName }, name) => ({ message: propertyName === undefined ? `"${String(data)}" does not fit ${name}` : `"${propertyName}" is no key for ${name}`, why: `it must match ${String(params['pattern'])}`, ...(propertyName !== undefined && { key: propertyName }) }),
  format: ({ params, data, propertyName }, name, { formats = {}, words = {} }) => {
    const format = String(params['format'])
    const reason = formats[format]
    return { message: propertyName === undefined ? `"${String(data)}" does not fit ${name}` : `"${propertyName}" is no key for ${name}`, ...(reason !== undefined && { why: reason }), ...didYouMean(String(data), words[format] ?? []), ...(propertyName !== undefined && { key: propertyName }) }
  },
  minLength: ({ params, data }, name) => ({ message: data === '' ? `${name} must not be empty` : `${name} must have at least ${plural(params['limit'], 'character')}` }),
  maxLength: ({ params, propertyName }, name) => ({ message: propertyName === undefined ? `${name} must have at most ${plural(params['limit'], 'character')}` : `"${propertyName}" is too long a key for ${name}`, ...(propertyName !== undefined && { why: `it must have at most ${plural(params['limit'], 'character')}`, key: propertyName }) }),
  minimum: ({ params, data }, name) => ({ message: `${name} must be at least ${String(params['limit'])}, not ${String(data)}` }),
  maximum: ({ params, data }, name) => ({ message: `${name} must be at most ${String(params['limit'])}, not ${String(data)}` }),
  minItems: ({ params }, name) => ({ message: `${name} must have at least ${plural(params['limit'], 'item')}` }),
  maxItems: ({ params }, name) => ({ message: `${name} must have at most ${plural(params['limit'], 'item')}` }),
  minProperties: ({ params }, name) => ({ message: `${name} must have at least ${plural(params['limit'], 'entry')}` }),
  maxProperties: ({ params }, name) => ({ message: `${name} must have at most ${plural(params['limit'], 'entry')}` }),
  uniqueItems: (_, name) => ({ message: `an item of ${name} appears twice` }),
  anyOf: ({ schema }, name) => ({ message: `${name} has none of the shapes that it may have`, ...shapes(schema) }),
  oneOf: ({ schema, params }, name) => (params['passingSchemas'] ? { message: `${name} has two shapes at once`, ...shapes(schema) } : { message: `${name} has none of the shapes that it may have`, ...shapes(schema) }),
  not: (_, name) => ({ message: `${name} has a value that is not allowed` }),
}

/** Errors of the branches of `anyOf` and `oneOf`, and of `propertyNames`, come before the error of the whole, which is told instead. */
function isPartOfLater(error: ErrorObject, later: readonly ErrorObject[]): boolean {
  if (error.keyword === 'propertyNames') return true
  return later.some(({ keyword, instancePath }) => (keyword === 'anyOf' || keyword === 'oneOf') && (error.instancePath === instancePath || error.instancePath.startsWith(`${instancePath}/`)))
}

function shapes(schema: unknown): { readonly why?: string } {
  if (!Array.isArray(schema)) return {}
  const parts = (schema as readonly { readonly type?: string; readonly required?: readonly string[]; readonly description?: string }[]).map(({ type, required }) => (required ? `an object with ${list(required.map((name) => `"${name}"`), 'and')}` : type ? typeName(type) : ''))
  return parts.includes('') ? {} : { why: `it may be ${list(parts)}` }
}

function typeName(type: string): string {
  if (type === 'null') return 'null'
  if (type === 'array') return 'a list'
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

function kindOf(data: unknown): string {
  if (data === null) return 'null'
  if (Array.isArray(data)) return 'a list'
  if (typeof data === 'number') return `the number ${data}`
  return typeName(typeof data)
}

function list(parts: readonly string[], word = 'or'): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1)}`
}

function plural(count: unknown, word: string): string {
  return `${String(count)} ${count === 1 ? word : word === 'entry' ? 'entries' : `${word}s`}`
}
