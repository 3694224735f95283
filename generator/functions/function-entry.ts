import type { Json, Schema } from '../model.ts'
import type { ValueType } from '../schema/type-of.ts'

/** Inclusive ranges of code points. */
export type CodePoints = readonly (readonly [number, number])[]

/** One function of the language: what it takes and gives, how Go templates spell it, and what it means at build time. */
export interface FunctionEntry {
  readonly parameters: readonly ValueType[]
  /** Type of any further arguments. */
  readonly rest?: ValueType
  /** How many of the parameters may be left out at the end. */
  readonly optional?: number
  readonly result: Schema | ((args: readonly Schema[]) => Schema)
  /** The Go-template spelling from operands that are ready to stand as arguments; by default the name and its arguments. */
  readonly go?: (args: readonly string[], schemas: readonly Schema[], root: string) => string
  /** The same meaning in JavaScript; absent where only the cluster or the install can answer. */
  readonly evaluate?: (...args: Json[]) => Json
  /** A value that may be absent can be passed: it counts as empty. */
  readonly acceptsAbsent?: boolean
  /** The result is escaped for a text format; these characters can't be escaped there, so the argument's pattern must exclude them. */
  readonly escapes?: { readonly format: string; readonly impossible: CodePoints; readonly names: string }
}

export type FunctionTable = { readonly [name: string]: FunctionEntry }

export const string: Schema = { type: 'string' }
export const integer: Schema = { type: 'integer' }
export const boolean: Schema = { type: 'boolean' }
export const object: Schema = { type: 'object' }
export const array: Schema = { type: 'array' }
