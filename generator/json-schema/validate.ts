import type { Json, Schema } from '../model.ts'
import { keywords } from './keywords.ts'

/** One thing that a schema has against a value. */
export interface Violation {
  readonly keyword: string
  /** The way from the root of the values to the value. */
  readonly pointer: readonly string[]
  readonly value: Json
  /** The schema that the keyword stands in. */
  readonly schema: Schema
  /** The key of the value that this is about: one that is not known, is missing, or has the wrong shape. */
  readonly key?: string
}

/** A format's name and how to tell it; formats that are not listed let everything through. */
export type Formats = { readonly [name: string]: (text: string) => boolean }

/**
 * Tells what a JSON Schema (draft-07) has against a value. The schema is read and not compiled: a chart's schema is used a few times
 * in a build, and compiling one takes a hundred times as long as this. A test holds the meaning to that of ajv.
 */
export function validate(schema: Schema, value: Json, formats: Formats = {}): readonly Violation[] {
  const violations: Violation[] = []
  visit(schema, value, [], { root: schema, formats, violations })
  return violations
}

/** What the keywords share while a value is looked at. */
export interface Context {
  readonly root: Schema
  readonly formats: Formats
  readonly violations: Violation[]
}

export function visit(schema: Schema, value: Json, pointer: readonly string[], context: Context): void {
  for (const keyword in schema) keywords[keyword]?.(schema, value, pointer, context)
}

/** The violations of one branch, without telling them. */
export function trial(schema: Schema, value: Json, pointer: readonly string[], context: Context): readonly Violation[] {
  const violations: Violation[] = []
  visit(schema, value, pointer, { ...context, violations })
  return violations
}
