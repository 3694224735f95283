import type { Violation } from '../json-schema/validate.ts'
import type { Diagnostic, Json, Schema, Span } from '../model.ts'
import type { Pointer } from '../syntax/locate.ts'
import { didYouMean } from './nearest.ts'

export interface ViolationPlace {
  readonly rule: string
  /** Where the key or item with this pointer stands. */
  readonly key: (pointer: Pointer) => Span
  /** Where its value stands. */
  readonly value: (pointer: Pointer) => Span
  /** What a value is called; its path in quotes when left out. */
  readonly name?: (pointer: Pointer) => string
  /** What a format means, in words. */
  readonly formats?: { readonly [format: string]: string }
  /** Words that a value of a format may have meant. */
  readonly words?: { readonly [format: string]: readonly string[] }
}

/** What a schema has against a value, said as the compiler says things. */
export function violationDiagnostic(violation: Violation, place: ViolationPlace): Diagnostic {
  const { keyword, pointer, key } = violation
  const name = place.name?.(pointer) ?? (pointer.length === 0 ? 'the whole' : `"${pointer.join('.')}"`)
  const said = key !== undefined && !aboutKeys.has(keyword) ? keyMessage(violation, name, place) : (messages[keyword]?.(violation, name, place) ?? { message: `${name} is not valid` })
  const span = key !== undefined && keyword !== 'required' ? place.key([...pointer, key]) : place.value(pointer)
  return { rule: place.rule, severity: 'error', ...said, span }
}

interface Said {
  readonly message: string
  readonly why?: string
  readonly fix?: string
}

type Message = (violation: Violation, name: string, place: ViolationPlace) => Said

/** Keywords whose violation names a key; with any other, a key means that the key itself has the wrong shape. */
const aboutKeys: ReadonlySet<string> = new Set(['additionalProperties', 'required'])

const messages: { readonly [keyword: string]: Message | undefined } = {
  additionalProperties: ({ key = '', schema }) => ({ message: `there is no "${key}" here`, ...didYouMean(key, Object.keys(schema.properties ?? {})) }),
  required: ({ key = '' }) => ({ message: `"${key}" is missing`, fix: `add "${key}"` }),
  type({ schema, value }, name) {
    const wanted = either([schema.type ?? []].flat().map(typeName))
    const isUnquoted = wanted === 'a string' && (typeof value === 'number' || typeof value === 'boolean')
    return { message: `${name} must be ${wanted}, not ${kindOf(value)}`, ...(isUnquoted && { fix: 'put it in quotes' }) }
  },
  enum({ schema, value }, name) {
    const allowed = (schema.enum ?? []).map(shown)
    const words = (schema.enum ?? []).filter((candidate) => typeof candidate === 'string')
    return { message: `${shown(value)} is not a value of ${name}`, why: `it may be ${either(allowed)}`, ...didYouMean(String(value), words) }
  },
  const: ({ schema, value }, name) => ({ message: `${name} must be ${shown(schema.const ?? null)}, not ${shown(value)}` }),
  pattern: ({ schema, value }, name) => ({ message: `${shown(value)} does not fit ${name}`, why: `it must match ${schema.pattern ?? ''}` }),
  format: ({ schema, value }, name, { formats = {}, words = {} }) => ({ message: `${shown(value)} does not fit ${name}`, ...reason(formats[schema.format ?? '']), ...didYouMean(String(value), words[schema.format ?? ''] ?? []) }),
  minLength: ({ schema, value }, name) => ({ message: value === '' ? `${name} must not be empty` : `${name} must have at least ${plural(schema.minLength, 'character')}` }),
  maxLength: ({ schema }, name) => ({ message: `${name} must have at most ${plural(schema.maxLength, 'character')}` }),
  minimum: ({ schema, value }, name) => ({ message: `${name} must be at least ${String(schema.minimum)}, not ${shown(value)}` }),
  maximum: ({ schema, value }, name) => ({ message: `${name} must be at most ${String(schema.maximum)}, not ${shown(value)}` }),
  exclusiveMinimum: ({ schema, value }, name) => ({ message: `${name} must be more than ${String(schema['exclusiveMinimum'])}, not ${shown(value)}` }),
  exclusiveMaximum: ({ schema, value }, name) => ({ message: `${name} must be less than ${String(schema['exclusiveMaximum'])}, not ${shown(value)}` }),
  multipleOf: ({ schema, value }, name) => ({ message: `${name} must be a multiple of ${String(schema['multipleOf'])}, not ${shown(value)}` }),
  minItems: ({ schema }, name) => ({ message: `${name} must have at least ${plural(schema['minItems'], 'item')}` }),
  maxItems: ({ schema }, name) => ({ message: `${name} must have at most ${plural(schema['maxItems'], 'item')}` }),
  uniqueItems: (_, name) => ({ message: `an item of ${name} appears twice` }),
  contains: (_, name) => ({ message: `${name} lacks an item that it must have` }),
  minProperties: ({ schema }, name) => ({ message: `${name} must have at least ${plural(schema['minProperties'], 'entry', 'entries')}` }),
  maxProperties: ({ schema }, name) => ({ message: `${name} must have at most ${plural(schema['maxProperties'], 'entry', 'entries')}` }),
  anyOf: ({ schema }, name) => ({ message: `${name} has none of the shapes that it may have`, ...shapes(schema.anyOf) }),
  oneOf: ({ schema }, name) => ({ message: `${name} must have exactly one of the shapes that it may have`, ...shapes(schema.oneOf) }),
  not: (_, name) => ({ message: `${name} has a value that is not allowed` }),
}

function keyMessage({ key = '', keyword, schema }: Violation, name: string, { formats = {} }: ViolationPlace): Said {
  const reasons: { readonly [keyword: string]: string | undefined } = {
    pattern: `it must match ${schema.pattern ?? ''}`,
    maxLength: `it must have at most ${plural(schema.maxLength, 'character')}`,
    minLength: `it must have at least ${plural(schema.minLength, 'character')}`,
    enum: `it may be ${either((schema.enum ?? []).map(shown))}`,
    format: formats[schema.format ?? ''],
  }
  return { message: `"${key}" is no key for ${name}`, ...reason(reasons[keyword]) }
}

function reason(why: string | undefined): { readonly why?: string } {
  return why === undefined ? {} : { why }
}

function shapes(branches: readonly Schema[] | undefined): { readonly why?: string } {
  const parts = (branches ?? []).map(({ type, required }) => {
    if (required) return `an object with ${required.map((key) => `"${key}"`).join(' and ')}`
    return typeof type === 'string' ? typeName(type) : ''
  })
  return parts.includes('') ? {} : { why: `it may be ${either(parts)}` }
}

function typeName(type: string): string {
  if (type === 'null') return 'null'
  if (type === 'array') return 'a list'
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  const isFraction = typeof value === 'number' && !Number.isInteger(value)
  return isFraction ? `the number ${value}` : typeName(typeof value)
}

/** A value in a message: text in quotes, anything else as JSON, cut if it is long. */
function shown(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function either(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`
}

function plural(count: unknown, word: string, words = `${word}s`): string {
  return `${String(count)} ${count === 1 ? word : words}`
}
