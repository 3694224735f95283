import type { Branch, Expr } from './expression.ts'
import type { Span } from './source.ts'

export type Node = ScalarNode | WholeNode | MapNode | SeqNode | EmbeddedNode | TextNode | ChoiceNode

/** A scalar: one literal, or text mixed with expressions (then it is always a string). */
export interface ScalarNode {
  readonly kind: 'scalar'
  /** `plain`: a single expression keeps its type; `string`: the author quoted it or mixed it with text. */
  readonly style: 'plain' | 'string'
  readonly parts: readonly Branch<TextPart>[]
  /** The parsed YAML value when nothing in it is symbolic. */
  readonly literal?: string | number | boolean | null
  readonly span: Span
}

/** A whole object or list, printed at the true column. */
export interface WholeNode {
  readonly kind: 'whole'
  readonly expression: Expr
  readonly span: Span
}

export interface MapNode {
  readonly kind: 'map'
  readonly entries: readonly Branch<Pair | Merge>[]
  /** A condition in a loop decides whether anything is printed, so the printer counts and prints `{}` or `[]` for nothing. */
  readonly counted?: boolean
  readonly comment?: string
  readonly span: Span
}

export interface SeqNode {
  readonly kind: 'seq'
  readonly items: readonly Branch<Item | Spread>[]
  readonly counted?: boolean
  readonly comment?: string
  readonly span: Span
}

/** A block scalar under a key that ends in .yaml, .yml or .json. */
export interface EmbeddedNode {
  readonly kind: 'embedded'
  readonly format: 'yaml' | 'json'
  readonly documents: readonly Branch<DocumentNode>[]
  readonly span: Span
}

/** A block scalar in another format: lines as parts, each expression already escaped for that format. */
export interface TextNode {
  readonly kind: 'text'
  readonly parts: readonly Branch<TextPart>[]
  /** `|` keeps one final line break, `|-` none. */
  readonly chomp: 'clip' | 'strip' | 'keep'
  readonly span: Span
}

/** A node chosen by a condition. */
export interface ChoiceNode {
  readonly kind: 'choice'
  readonly condition: Expr
  readonly then: Node
  readonly else: Node
  readonly span: Span
}

export interface TextPart {
  readonly kind: 'part'
  readonly value: string | Expr
}

export interface Pair {
  readonly kind: 'pair'
  readonly key: ScalarNode
  readonly value: Node
  /** The source's comment lines before it, without `#`. */
  readonly comment?: string
  readonly span: Span
}

/** `{{merge x}}`, or a named template of a map: the entries of an object. */
export interface Merge {
  readonly kind: 'merge'
  readonly expression: Expr
  readonly comment?: string
  readonly span: Span
}

export interface Item {
  readonly kind: 'item'
  readonly value: Node
  readonly comment?: string
  readonly span: Span
}

/** `- {{spread x}}`, or a named template of a list: the items of a list. */
export interface Spread {
  readonly kind: 'spread'
  readonly expression: Expr
  readonly comment?: string
  readonly span: Span
}

export interface DocumentNode {
  readonly kind: 'document'
  readonly node: Node
  readonly comment?: string
  readonly span: Span
}
