import type { Json } from './source.ts'

/**
 * A JSON Schema node as loading leaves it: shared fragments are merged in, `default`s stand on leaves, lists and maps only,
 * and a `$ref` is always `#/definitions/<Kubernetes type>`.
 */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly default?: Json
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly patternProperties?: { readonly [pattern: string]: Schema }
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly enum?: readonly Json[]
  readonly const?: Json
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly definitions?: { readonly [name: string]: Schema }
  /** The string (or every string below) is a template that the user of the chart may write: printed through `tpl`. */
  readonly 'x-template'?: boolean
  /** A secret: it may reach nothing but a Secret. */
  readonly 'x-secret'?: boolean
  /** Name of the shared fragment that this node came from, for the emitter's definitions. */
  readonly 'x-definition'?: string
  /** On what a dependency accepts, below its name or alias in the parent's schema: the dependency's chart. */
  readonly 'x-subchart'?: string
  /** The values of a group of a dependency that the parent gives, so that they are there even where Helm leaves the dependency out. */
  readonly 'x-given'?: readonly string[]
  /** On the switch of a dependency that has no default: the switches, in its condition, that decide as long as nobody sets it. */
  readonly 'x-otherwise'?: readonly string[]
  /** The value that switches a dependency, or is to do so for a parent. */
  readonly 'x-switch'?: boolean
  /** Where the node stands: `schemas/shared/image.schema.json#/properties/tag`. */
  readonly 'x-at'?: string
  readonly [keyword: string]: Json | Schema | readonly Schema[] | { readonly [name: string]: Schema } | undefined
}
