import type { Schema } from '../model.ts'

export type ValueType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'any'

/** The one type of a resolved schema's values; `any` where several are possible (int-or-string, quantity, no type at all). */
export function typeOf(schema: Schema): ValueType {
  const types = typesOf(schema)
  const [only] = types
  return types.length === 1 && only !== undefined ? only : 'any'
}

function typesOf(schema: Schema): readonly ValueType[] {
  if (typeof schema.type === 'string') return [schema.type as ValueType]
  if (Array.isArray(schema.type)) return schema.type.filter((type: string) => type !== 'null') as ValueType[]
  if (schema.const !== undefined) return [typeOfJson(schema.const)]
  if (schema.enum !== undefined) return unique(schema.enum.map(typeOfJson))
  const alternatives = schema.oneOf ?? schema.anyOf
  if (alternatives !== undefined) return unique(alternatives.flatMap(typesOf))
  if (schema.properties !== undefined || schema.additionalProperties !== undefined) return ['object']
  return ['any']
}

function typeOfJson(value: unknown): ValueType {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number'
  if (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'object' && value !== null)) return typeof value as ValueType
  return 'any'
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)]
}
