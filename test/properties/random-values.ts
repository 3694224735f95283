import { boolean, constantFrom, double, gen, integer, stringMatching, type Arbitrary, type GeneratorValue } from 'fast-check'
import type { Json, Schema } from '../../generator/model.ts'
import { validate } from '../../generator/json-schema/validate.ts'
import { resolve } from '../../generator/schema/resolve.ts'
import { hostileStrings } from '../functions/hostile-strings.ts'
import { isMap, merged } from './json.ts'
import { unprintable } from './unprintable.ts'

/**
 * Values that a schema accepts. Each object gets a few of its properties, so that a set reads like a user's and not like all values at once.
 * `existing` are values that the result will be merged over: of a map by name mostly the entries that are there are changed,
 * since a chart's own checks refuse most of the entries that are made of random parts.
 */
export function randomValues(root: Schema, existing: Json): Arbitrary<Json> {
  return gen().map((draw) => valueOf({ draw, root }, root, existing, 0) ?? {})
}

function valueOf(context: Context, reference: Schema, existing: Json | undefined, depth: number): Json | undefined {
  const { draw, root } = context
  const schema = resolve(reference, root)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return pick(draw, schema.enum.filter((choice) => choice !== null))
  const conditions = (schema.allOf ?? []).map((part) => resolve(part, root)).filter((part) => 'if' in part)
  if (conditions.length > 0) return valueOf(context, asTold(context, schema, conditions, existing, depth), existing, depth)
  if (schema.allOf !== undefined) {
    const { allOf, ...beside } = schema
    return valueOf(context, allOf.reduce((whole, part) => both(root, whole, pick(draw, part.anyOf ?? [part])), beside), existing, depth)
  }
  const alternatives = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null')
  if (alternatives.length > 0) {
    const { anyOf: _, oneOf: _one, ...beside } = schema
    return valueOf(context, both(root, beside, pick(draw, alternatives)), existing, depth)
  }
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null')
  // What may be anything is another property's business: an API server refuses most of it.
  if (types.length === 0) return undefined
  switch (pick(draw, types)) {
    case 'boolean':
      return draw(boolean)
    case 'integer':
      return wholeNumber(draw, schema)
    case 'number':
      return draw(double, { min: schema.minimum ?? 0, max: schema.maximum ?? 1000, noNaN: true })
    case 'string':
      return text(draw, schema)
    case 'array':
      return list(context, schema, depth)
    default:
      return object(context, schema, existing, depth)
  }
}

/** A schema whose conditions ask for one property, such as a type: that is chosen, or stays as it is, and what they say of it holds. */
function asTold(context: Context, { allOf = [], ...schema }: Schema, conditions: readonly Schema[], existing: Json | undefined, depth: number): Schema {
  const { root } = context
  const [key = ''] = Object.keys((conditions[0]?.['if'] as Schema).properties ?? {})
  const chosen = at(existing, key) ?? valueOf(context, schema.properties?.[key] ?? {}, undefined, depth + 1) ?? ''
  const told = conditions.filter((condition) => validate(condition['if'] as Schema, { [key]: chosen }).length === 0).map(({ then = {} }) => then as Schema)
  const whole = told.reduce((one, then) => both(root, one, then), schema)
  const isRead = (name: string): boolean => told.every(({ propertyNames, patternProperties, additionalProperties }) =>
    propertyNames?.enum?.includes(name) ?? (additionalProperties !== false || Object.keys(patternProperties ?? {}).some((pattern) => new RegExp(pattern, 'u').test(name))))
  const others = allOf.filter((part) => !('if' in resolve(part, root)))
  const properties = Object.fromEntries(Object.entries(whole.properties ?? {}).filter(([name]) => isRead(name)))
  return { ...whole, ...(others.length === 0 ? {} : { allOf: others }), properties: { ...properties, [key]: { const: chosen } } }
}

/** What two schemas say of the same value. */
function both(root: Schema, one: Schema, other: Schema): Schema {
  const [left, right] = [resolve(one, root), resolve(other, root)]
  const properties = { ...left.properties }
  for (const [name, property] of Object.entries(right.properties ?? {})) properties[name] = properties[name] === undefined ? property : both(root, properties[name], property)
  return { ...left, ...right, ...(Object.keys(properties).length === 0 ? {} : { properties }), required: [...(left.required ?? []), ...(right.required ?? [])] }
}

function wholeNumber(draw: GeneratorValue, { minimum = 0, maximum = 2 ** 31 - 1, multipleOf }: Schema): number {
  const step = typeof multipleOf === 'number' ? multipleOf : 1
  const isSmall = draw(boolean)
  return draw(integer, { min: Math.ceil(minimum / step), max: Math.floor((isSmall ? Math.min(maximum, Math.max(minimum, 0) + 20) : maximum) / step) }) * step
}

function text(draw: GeneratorValue, { pattern, minLength = 0, maxLength = 200, format, default: value, examples }: Schema): string | undefined {
  const isFitting = (one: unknown): one is string =>
    typeof one === 'string' && one.length >= minLength && one.length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(one))
  const known = [value, ...(Array.isArray(examples) ? (examples as readonly Json[]) : [])].filter(isFitting)
  if (format !== undefined) return known.length > 0 ? pick(draw, known) : undefined
  if (known.length > 0 && draw(integer, { min: 0, max: 9 }) < 2) return pick(draw, known)
  const fitting = (pattern === undefined ? plainTexts : stringsLike(pattern, maxLength)).filter(isFitting)
  return draw(() => fitting)
}

/** No template text: some values are templates, and there it is meant as one. */
const plainTexts = constantFrom('a', 'some-name', 'Some text', '10', '1Gi', '/some/path', 'a.example.com', ...hostileStrings.filter((one) => !one.includes('{{') && !unprintable.test(one)))

const made = new Map<string, Arbitrary<string>>()

function stringsLike(pattern: string, maxLength: number): Arbitrary<string> {
  const key = `${maxLength} ${pattern}`
  const known = made.get(key) ?? stringMatching(new RegExp(pattern), { size: 'small' })
  made.set(key, known)
  return known
}

function list(context: Context, schema: Schema, depth: number): Json | undefined {
  // An item that may be any object is a type of another API, whose server refuses random ones.
  const item = schema.items === undefined ? undefined : resolve(schema.items, context.root)
  if (item?.additionalProperties === true && item.properties === undefined) return schema.default ?? ('minItems' in schema ? undefined : [])
  const minimum = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0
  const maximum = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : 2
  const length = context.draw(integer, { min: minimum, max: Math.max(minimum, depth > deepest ? 0 : Math.min(2, maximum)) })
  const items = Array.from({ length }, () => valueOf(context, schema.items ?? {}, undefined, depth + 1)).filter((item) => item !== undefined)
  const distinct = schema['uniqueItems'] === true ? items.filter((item, index) => items.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === index) : items
  return distinct.length < minimum ? undefined : distinct
}

function object(context: Context, schema: Schema, existing: Json | undefined, depth: number): Json | undefined {
  const { draw } = context
  const properties = Object.entries(schema.properties ?? {})
  const count = depth > deepest ? 0 : draw(integer, { min: depth === 0 ? 1 : 0, max: depth === 0 ? 6 : 4 })
  const chosen = new Set([...(schema.required ?? []), ...Array.from({ length: properties.length === 0 ? 0 : count }, () => pick(draw, properties)[0])])
  const found: Record<string, Json> = {}
  for (const name of chosen) {
    const value = valueOf(context, schema.properties?.[name] ?? {}, at(existing, name), depth + 1)
    if (value !== undefined) found[name] = value
    else if (schema.required?.includes(name)) return undefined
  }
  const entry = schema.additionalProperties
  if (typeof entry !== 'object') return goTogether(schema, merged(existing, found)) ? found : undefined
  const known = isMap(existing) ? Object.keys(existing).filter((key) => !(key in (schema.properties ?? {}))) : []
  const least = typeof schema['minProperties'] === 'number' ? schema['minProperties'] : 0
  for (let index = 0; index < Math.max(least, Math.min(count, 2)); index++) {
    const isKnown = known.length > 0 && draw(integer, { min: 0, max: 9 }) < 8
    const key = isKnown ? pick(draw, known) : newKey(context, schema)
    const value = key === undefined ? undefined : valueOf(context, entry, at(existing, key ?? ''), depth + 1)
    if (key !== undefined && value !== undefined) found[key] = value
  }
  return found
}

/** Do the keys get along with each other? */
function goTogether({ maxProperties, minProperties, dependencies }: Schema, value: Json): boolean {
  const rules = Object.entries({ maxProperties, minProperties, dependencies }).filter(([, rule]) => rule !== undefined)
  return rules.length === 0 || validate(Object.fromEntries(rules) as Schema, value).length === 0
}

function newKey({ draw, root }: Context, schema: Schema): string | undefined {
  const names = schema.propertyNames === undefined ? {} : resolve(schema.propertyNames, root)
  const key = names.enum !== undefined ? String(pick(draw, names.enum)) : text(draw, { pattern: '^[a-z][a-z0-9-]{0,10}[a-z0-9]$', ...names })
  const forbidden = (names['not'] as Schema | undefined)?.enum ?? []
  return key === undefined || key === '__proto__' || forbidden.includes(key) || key in (schema.properties ?? {}) ? undefined : key
}

function at(existing: Json | undefined, name: string): Json | undefined {
  return isMap(existing) ? existing[name] : undefined
}

function pick<T>(draw: GeneratorValue, choices: readonly T[]): T {
  return choices[draw(integer, { min: 0, max: choices.length - 1 })]!
}

/** Deep enough for the nesting of Kubernetes types to reach a scalar. */
const deepest = 8

interface Context {
  readonly draw: GeneratorValue
  readonly root: Schema
}
