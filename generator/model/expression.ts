import type { Schema } from './schema.ts'
import type { Json, Span } from './source.ts'

/** What is known at install time only. `schema` is resolved (never a bare `$ref`). */
export type Expr = PathExpr | VariableExpr | LiteralExpr | CallExpr | IncludeExpr

export type Root = 'values' | 'release' | 'chart' | 'capabilities'

/** `values.catalogue.image.tag`. */
export interface PathExpr {
  readonly kind: 'path'
  readonly root: Root
  readonly segments: readonly string[]
  readonly schema: Schema
  /** How many leading segments are sure to be there; what follows may be absent and is read with `dig`. */
  readonly sure: number
  /** Whether a property below may be absent: true inside map entries and Kubernetes types. */
  readonly open: boolean
  readonly span: Span
}

/** A loop variable or a named template's parameter, and a path below it. */
export interface VariableExpr {
  readonly kind: 'variable'
  readonly name: string
  readonly of: 'loop' | 'key' | 'parameter'
  readonly segments: readonly string[]
  readonly schema: Schema
  readonly sure: number
  readonly open: boolean
  /** The values that this stands for, as a path with `*` for an entry. */
  readonly origin: readonly string[] | undefined
  /** Further values that this stands for, where maps were merged. */
  readonly otherOrigins?: readonly (readonly string[])[]
  readonly span: Span
}

export interface LiteralExpr {
  readonly kind: 'literal'
  readonly value: Json
}

export interface CallExpr {
  readonly kind: 'call'
  readonly function: string
  readonly arguments: readonly Expr[]
  readonly schema: Schema
  readonly span: Span
}

/** The text of a named template. */
export interface IncludeExpr {
  readonly kind: 'include'
  readonly template: string
  readonly arguments: { readonly [name: string]: Expr }
  readonly schema: Schema
  /** Every entry or item of it is conditional. */
  readonly mayBeEmpty: boolean
  /** Its first entry or item stands in a block, whose tag leaves a line break before it. */
  readonly beginsWithBlock: boolean
  readonly span: Span
}

/** A T, or T's under a condition or in a loop. */
export type Branch<T> = T | If<T> | Each<T>

export interface If<T> {
  readonly kind: 'if'
  readonly condition: Expr
  /** Name of the Go-template variable that holds the condition's value in `then`: `{{#with (merge a b) as |x|}}`. */
  readonly binds?: string
  readonly then: readonly Branch<T>[]
  readonly else: readonly Branch<T>[]
  readonly span: Span
}

export interface Each<T> {
  readonly kind: 'each'
  readonly over: Expr
  /** Name of the Go-template variable that holds the entry, and of the one that holds its key or index. */
  readonly value: string
  readonly key: string
  readonly usesKey: boolean
  readonly body: readonly Branch<T>[]
  readonly else: readonly Branch<T>[]
  readonly span: Span
}
