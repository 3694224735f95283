import type { ChartSource } from './chart-source.ts'
import type { Branch } from './expression.ts'
import type { DocumentNode, Node, TextPart } from './node.ts'
import type { Span } from './source.ts'

export interface Manifest {
  /** `catalogue-deployment.yml`. */
  readonly name: string
  readonly source: string
  readonly documents: readonly Branch<DocumentNode>[]
}

/** One `define` of `_helpers.tpl`. */
export interface NamedTemplate {
  /** `mastro.labels`. */
  readonly name: string
  readonly description: string
  readonly parameters: readonly string[]
  readonly body: { readonly kind: 'text'; readonly parts: readonly Branch<TextPart>[] } | { readonly kind: 'node'; readonly node: Node }
  readonly source: string
}

/** A value that the chart reads: `*` stands for an entry of a map or list. */
export interface Read {
  readonly path: readonly string[]
  /** Read as a whole (printed, looped over, passed to a function): everything below is read too. */
  readonly whole: boolean
  readonly span: Span
}

export interface ChartIR {
  readonly chart: ChartSource
  readonly manifests: readonly Manifest[]
  readonly helpers: readonly NamedTemplate[]
  readonly notes: readonly Branch<TextPart>[]
  readonly checks: readonly Branch<TextPart>[]
  readonly reads: readonly Read[]
}

/** A file of the output; `path` is relative to the chart's folder. */
export interface ChartFile {
  readonly path: string
  readonly text: string
}

export interface EmittedChart {
  readonly name: string
  readonly version: string
  readonly files: readonly ChartFile[]
  /** How many values the schema declares, leaves counted once. */
  readonly values: number
}
