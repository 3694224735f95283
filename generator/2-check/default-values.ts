import type { Json, Schema } from '../model.ts'

/** The key of the entry that is put into a map to try the defaults of its properties. */
export const sampleKey = 'x-sample'

/** The values that a schema's defaults make up; maps and lists with nothing in them get an entry, so that its defaults are tried too. */
export function sampledDefaults(schema: Schema): Json | undefined {
  const { default: value, properties, additionalProperties, items } = schema
  if (properties) return objectOf(properties, value)
  const isEmptyMap = isObject(value) && Object.keys(value).length === 0
  if (isEmptyMap && isSchema(additionalProperties) && hasDefaults(additionalProperties)) return { [sampleKey]: sampledDefaults(additionalProperties) ?? {} }
  const isEmptyList = Array.isArray(value) && value.length === 0
  if (isEmptyList && isSchema(items) && hasDefaults(items)) return [sampledDefaults(items) ?? {}]
  return value
}

/** The values that a schema's defaults make up. */
export function defaultValues(schema: Schema): Json | undefined {
  const { default: value, properties } = schema
  if (!properties) return value
  const entries = Object.entries(properties).flatMap(([name, property]) => {
    const below = defaultValues(property)
    return below === undefined ? [] : [[name, below] as const]
  })
  return { ...Object.fromEntries(entries), ...(isObject(value) ? value : {}) }
}

function objectOf(properties: { readonly [name: string]: Schema }, more: Json | undefined): Json {
  const entries = Object.entries(properties).flatMap(([name, property]) => {
    const below = sampledDefaults(property)
    return below === undefined ? [] : [[name, below] as const]
  })
  return { ...Object.fromEntries(entries), ...(isObject(more) ? more : {}) }
}

function hasDefaults({ default: value, properties }: Schema): boolean {
  return value !== undefined || Object.values(properties ?? {}).some(hasDefaults)
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
