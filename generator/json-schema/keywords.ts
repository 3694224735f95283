import type { Json, Schema } from '../model.ts'
import { trial, visit, type Context } from './validate.ts'

type Keyword = (schema: Schema, value: Json, pointer: readonly string[], context: Context) => void

/** The keywords of draft-07 that refuse values (json-schema.org/draft-07/json-schema-validation.html), by name. */
export const keywords: { readonly [name: string]: Keyword | undefined } = {
  $ref(schema, value, pointer, context) {
    const target = context.root.definitions?.[schema.$ref?.slice('#/definitions/'.length) ?? '']
    if (target) visit(target, value, pointer, context)
  },
  type: refuse('type', ({ type }, value) => ![type].flat().some((name) => isOfType(value, String(name)))),
  enum: refuse('enum', ({ enum: values }, value) => !(values ?? []).some((candidate) => isSame(candidate, value))),
  const: refuse('const', (schema, value) => !isSame(schema.const ?? null, value)),

  minimum: refuse('minimum', ({ minimum = 0 }, value) => typeof value === 'number' && value < minimum),
  maximum: refuse('maximum', ({ maximum = 0 }, value) => typeof value === 'number' && value > maximum),
  exclusiveMinimum: refuse('exclusiveMinimum', (schema, value) => typeof value === 'number' && value <= Number(schema['exclusiveMinimum'])),
  exclusiveMaximum: refuse('exclusiveMaximum', (schema, value) => typeof value === 'number' && value >= Number(schema['exclusiveMaximum'])),
  multipleOf: refuse('multipleOf', (schema, value) => typeof value === 'number' && !Number.isInteger(value / Number(schema['multipleOf']))),

  minLength: refuse('minLength', ({ minLength = 0 }, value) => typeof value === 'string' && lengthOf(value) < minLength),
  maxLength: refuse('maxLength', ({ maxLength = 0 }, value) => typeof value === 'string' && lengthOf(value) > maxLength),
  pattern: refuse('pattern', ({ pattern = '' }, value) => typeof value === 'string' && !matches(pattern, value)),
  format(schema, value, pointer, context) {
    const isFormat = context.formats[schema.format ?? '']
    if (typeof value === 'string' && isFormat && !isFormat(value)) context.violations.push({ keyword: 'format', pointer, value, schema })
  },

  minItems: refuse('minItems', (schema, value) => Array.isArray(value) && value.length < Number(schema['minItems'])),
  maxItems: refuse('maxItems', (schema, value) => Array.isArray(value) && value.length > Number(schema['maxItems'])),
  uniqueItems: refuse('uniqueItems', (schema, value) => isList(value) && schema['uniqueItems'] === true && value.some((item, index) => value.slice(0, index).some((other) => isSame(other, item)))),
  items(schema, value, pointer, context) {
    if (isList(value)) for (const [index, item] of value.entries()) visit(schema.items ?? {}, item, [...pointer, String(index)], context)
  },
  contains(schema, value, pointer, context) {
    const isIn = (item: Json): boolean => trial(schema['contains'] as Schema, item, pointer, context).length === 0
    if (isList(value) && !value.some(isIn)) context.violations.push({ keyword: 'contains', pointer, value, schema })
  },

  minProperties: refuse('minProperties', (schema, value) => isObject(value) && Object.keys(value).length < Number(schema['minProperties'])),
  maxProperties: refuse('maxProperties', (schema, value) => isObject(value) && Object.keys(value).length > Number(schema['maxProperties'])),
  required(schema, value, pointer, context) {
    if (!isObject(value)) return
    for (const key of schema.required ?? []) if (!Object.hasOwn(value, key)) context.violations.push({ keyword: 'required', pointer, value, schema, key })
  },
  properties(schema, value, pointer, context) {
    if (!isObject(value)) return
    for (const [key, entry] of Object.entries(value)) {
      const property = schema.properties && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined
      if (property) visit(property, entry, [...pointer, key], context)
    }
  },
  patternProperties(schema, value, pointer, context) {
    if (!isObject(value)) return
    for (const [pattern, below] of Object.entries(schema.patternProperties ?? {})) {
      for (const [key, entry] of Object.entries(value)) if (matches(pattern, key)) visit(below, entry, [...pointer, key], context)
    }
  },
  additionalProperties(schema, value, pointer, context) {
    const { properties = {}, patternProperties = {}, additionalProperties } = schema
    if (!isObject(value) || additionalProperties === true || additionalProperties === undefined) return
    for (const [key, entry] of Object.entries(value)) {
      const isKnown = Object.hasOwn(properties, key) || Object.keys(patternProperties).some((pattern) => matches(pattern, key))
      if (isKnown) continue
      if (additionalProperties === false) context.violations.push({ keyword: 'additionalProperties', pointer, value, schema, key })
      else visit(additionalProperties, entry, [...pointer, key], context)
    }
  },
  propertyNames(schema, value, pointer, context) {
    if (!isObject(value)) return
    for (const key of Object.keys(value)) {
      const violations = trial(schema.propertyNames ?? {}, key, pointer, context)
      context.violations.push(...violations.map((violation) => ({ ...violation, key })))
    }
  },
  dependencies(schema, value, pointer, context) {
    if (!isObject(value)) return
    for (const [key, dependency] of Object.entries(schema['dependencies'] as { [key: string]: Schema | readonly string[] })) {
      if (!Object.hasOwn(value, key)) continue
      visit('length' in dependency ? { required: dependency as readonly string[] } : dependency, value, pointer, context)
    }
  },

  allOf(schema, value, pointer, context) {
    for (const branch of branchesOf(schema, 'allOf')) visit(branch, value, pointer, context)
  },
  anyOf: (schema, value, pointer, context) => choose('anyOf', (fitting) => fitting > 0, schema, value, pointer, context),
  oneOf: (schema, value, pointer, context) => choose('oneOf', (fitting) => fitting === 1, schema, value, pointer, context),
  not(schema, value, pointer, context) {
    if (trial(schema['not'] as Schema, value, pointer, context).length === 0) context.violations.push({ keyword: 'not', pointer, value, schema })
  },
  if(schema, value, pointer, context) {
    const holds = trial(schema['if'] as Schema, value, pointer, context).length === 0
    visit((schema[holds ? 'then' : 'else'] ?? {}) as Schema, value, pointer, context)
  },
}

function refuse(keyword: string, breaks: (schema: Schema, value: Json) => boolean): Keyword {
  return (schema, value, pointer, { violations }) => {
    if (breaks(schema, value)) violations.push({ keyword, pointer, value, schema })
  }
}

/** When only one branch comes near the value, what is wrong with that one says more than that no branch fits. */
function choose(keyword: 'anyOf' | 'oneOf', isEnough: (fitting: number) => boolean, schema: Schema, value: Json, pointer: readonly string[], context: Context): void {
  const trials = branchesOf(schema, keyword).map((branch) => trial(branch, value, pointer, context))
  const fitting = trials.filter((violations) => violations.length === 0).length
  if (isEnough(fitting)) return
  const candidates = fitting > 0 ? [] : outlines.map((outline) => trials.filter((violations) => !violations.some((violation) => violation.pointer.length === pointer.length && outline.has(violation.keyword))))
  const [likely] = candidates.find((near) => near.length === 1) ?? []
  if (likely) context.violations.push(...likely)
  else context.violations.push({ keyword, pointer, value, schema })
}

/** What a branch must not be broken by at its own level to come near a value, from the loosest to the strictest. */
const outlines: readonly ReadonlySet<string>[] = [['type'], ['type', 'const', 'enum'], ['type', 'const', 'enum', 'required', 'additionalProperties']].map((keywords) => new Set(keywords))

function branchesOf(schema: Schema, keyword: string): readonly Schema[] {
  return (schema[keyword] ?? []) as readonly Schema[]
}

const expressions = new Map<string, RegExp | undefined>()

/** A pattern that is none lets everything through: it has a message of its own. */
function matches(pattern: string, text: string): boolean {
  if (!expressions.has(pattern)) expressions.set(pattern, expressionOf(pattern))
  return expressions.get(pattern)?.test(text) ?? true
}

function expressionOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}

function isOfType(value: Json, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

function isSame(left: Json, right: Json): boolean {
  if (left === right) return true
  if (isList(left) && isList(right)) return left.length === right.length && left.every((item, index) => isSame(item, right[index] ?? null))
  if (!isObject(left) || !isObject(right)) return false
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && isSame(left[key] ?? null, right[key] ?? null))
}

/** Characters are code points, not units of UTF-16. */
function lengthOf(text: string): number {
  return [...text].length
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
