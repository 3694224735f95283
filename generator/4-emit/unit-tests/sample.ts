import { isEmpty } from '../../functions/is-empty.ts'
import type { Json, Schema } from '../../model.ts'
import { resolve } from '../../schema/resolve.ts'
import { mergeOver } from './arrangement.ts'

/**
 * A value that a schema accepts and that is not empty and not `other`; undefined when none can be thought of.
 * A text holds the `name` of its value where it may, so that values can be told apart.
 */
export function sample(root: Schema, schema: Schema, other?: Json, name?: string): Json | undefined {
  return [...named(root, schema, name), ...candidates(root, schema, 0)].find((value) => !isEmpty(value) && JSON.stringify(value) !== JSON.stringify(other))
}

function named(root: Schema, schema: Schema, name: string | undefined): readonly string[] {
  const { type, enum: choices, const: only, pattern, format, minLength = 0, maxLength = Infinity } = resolve(schema, root)
  const isText = type === 'string' && choices === undefined && only === undefined && format === undefined && 'examples' in schema === false
  if (!isText || name === undefined) return []
  const lower = name.replace(/([A-Z])/g, '-$1').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
  const texts = [`sample-${lower}`, `sample${lower.replaceAll('-', '')}`, `/sample/${lower}`, `${lower}.example.com`, `https://${lower}.example.com/path`]
  const regExp = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  return texts.filter((text) => (regExp?.test(text) ?? true) && text.length >= minLength && text.length <= maxLength)
}

/** A key that a map by name accepts. */
export function sampleKey(map: Schema): string | undefined {
  return candidates(map, { type: 'string', ...map.propertyNames }, 0).find((key): key is string => typeof key === 'string' && key !== '')
}

/** Deep enough for the nesting of Kubernetes types to reach a scalar. */
const deepest = 6

function candidates(root: Schema, reference: Schema, depth: number): readonly Json[] {
  const schema = resolve(reference, root)
  if (depth > deepest) return []
  if (schema.const !== undefined) return [schema.const]
  if (schema.enum !== undefined) return schema.enum.filter((choice) => choice !== null)
  const examples = Array.isArray(schema['examples']) ? (schema['examples'] as readonly Json[]) : []
  return [...examples, ...typed(root, schema, depth)]
}

function typed(root: Schema, schema: Schema, depth: number): readonly Json[] {
  const alternative = (schema.type === undefined ? (schema.anyOf ?? schema.oneOf) : undefined)?.[0]
  if (alternative !== undefined) return candidates(root, alternative, depth + 1)
  const type = typeof schema.type === 'string' ? schema.type : (schema.type?.[0] ?? (schema.properties === undefined ? 'string' : 'object'))
  switch (type) {
    case 'boolean':
      return [true, false]
    case 'integer':
    case 'number':
      return numbers(schema)
    case 'string':
      return strings(schema)
    case 'array':
      return lists(root, schema, depth)
    case 'object':
      return objects(root, schema, depth)
    default:
      return []
  }
}

function numbers({ default: value, minimum, maximum, multipleOf }: Schema): readonly number[] {
  const start = typeof value === 'number' ? value : (minimum ?? 1)
  const step = typeof multipleOf === 'number' ? multipleOf : 1
  return [start + step, start - step, start].filter((one) => one >= (minimum ?? 0) && one <= (maximum ?? Infinity))
}

/** Ordinary texts of the kinds that charts take; a pattern chooses the first that it accepts. */
const texts = [
  'sample', 'sample-name', 'SAMPLE', 'Sample', 'sample.example.com', 'https://sample.example.com/path', 'sample://example.com/path', '/sample', 'sample/name',
  'sample.example.com/name', '5', '1.2.3', 'v1.2.3', '150m', '3Gi', '45s', '20m', '7 3 * * *', '10.1.2.3', '10.1.0.0/16', '25%', 'sample:1', 'sample@example.com',
  'sample@EXAMPLE.COM', 'sample.json', 'true', '2030-01-01', `sha256:${'ab'.repeat(32)}`, 'c2FtcGxl',
]

function strings({ default: value, pattern, minLength = 0, maxLength = Infinity, format }: Schema): readonly string[] {
  const near = typeof value === 'string' && value !== '' ? [`${value}-x`, `${value}x`, `x${value}`, value] : []
  const regExp = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  const known = format === undefined ? [...texts, ...near] : (formats[format] ?? [])
  return known.filter((text) => (regExp?.test(text) ?? true) && text.length >= minLength && text.length <= maxLength)
}

const formats: { readonly [format: string]: readonly string[] } = {
  uri: ['https://sample.example.com/path'],
  hostname: ['sample.example.com'],
  email: ['sample@example.com'],
  ipv4: ['10.1.2.3'],
}

function lists(root: Schema, schema: Schema, depth: number): readonly Json[] {
  const minimum = typeof schema['minItems'] === 'number' ? schema['minItems'] : 1
  const items = candidates(root, schema.items ?? {}, depth + 1)
  const isUnique = schema['uniqueItems'] === true
  if (items.length === 0 || (isUnique && items.length < minimum)) return []
  return [Array.from({ length: Math.max(minimum, 1) }, (_, index) => items[isUnique ? index : 0]!)]
}

/** The required properties, one more when there are none, or an entry of a map. */
function objects(root: Schema, schema: Schema, depth: number): readonly Json[] {
  const properties = Object.entries(schema.properties ?? {})
  const required = [...(schema.required ?? []), ...((schema.oneOf ?? schema.anyOf)?.[0]?.required ?? [])]
  if (required.length > 0) return whole(root, schema, required, depth)
  if (properties.length > 0) return firstTwo(properties.map(([name]) => () => whole(root, schema, [name], depth)[0]))
  const entry = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : Object.values(schema.patternProperties ?? {})[0]
  const key = sampleKey(schema)
  if (schema.additionalProperties === false || key === undefined) return []
  return candidates(root, entry ?? { type: 'string' }, depth + 1).slice(0, 3).map((value) => ({ [key]: value }))
}

/** Two are enough to find one that differs; Kubernetes types have too many properties to try them all. */
function firstTwo(thunks: readonly (() => Json | undefined)[]): readonly Json[] {
  const found: Json[] = []
  for (const thunk of thunks) {
    const value = thunk()
    if (value !== undefined) found.push(value)
    if (found.length === 2) break
  }
  return found
}

function whole(root: Schema, schema: Schema, names: readonly string[], depth: number): readonly Json[] {
  const parts = names.map((name) => {
    const [value] = candidates(root, schema.properties?.[name] ?? {}, depth + 1)
    return value === undefined ? undefined : { [name]: value }
  })
  return parts.includes(undefined) ? [] : [(parts as readonly Json[]).reduce<Json>((one, part) => mergeOver(one, part), {})]
}
