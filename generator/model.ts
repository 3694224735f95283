import type { AST } from './handlebars-ast.ts'

/** Every type that crosses a phase. All of it is plain, readonly and JSON-able. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A place in a source file: `file` is relative to the root, offsets count UTF-16 units from 0, `end` is exclusive. */
export interface Span {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** What an author got wrong. `message` says what, `why` the reason, `fix` what to do; none ends with a dot. */
export interface Diagnostic {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly why?: string
  readonly fix?: string
  readonly span: Span
}

export type Report = (diagnostic: Diagnostic) => void

/** A file as it was read; `path` is relative to the root, with forward slashes. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

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
  /** Where the node stands: `schemas/shared/image.schema.json#/properties/tag`. */
  readonly 'x-at'?: string
  readonly [keyword: string]: Json | Schema | readonly Schema[] | { readonly [name: string]: Schema } | undefined
}

/** A parsed Handlebars source. */
export interface TemplateSource {
  readonly file: SourceFile
  /** File name without `.hbs`: `catalogue-deployment.yml`, `labels.yml`, `fullname.txt`. Partials: path below the folder. */
  readonly name: string
  readonly program: AST.Program
  readonly parameters: readonly Parameter[]
}

/** `{{!-- @param name? - description --}}` at the head of a partial or helper. */
export interface Parameter {
  readonly name: string
  readonly optional: boolean
  readonly description: string
}

export interface Preset {
  /** `prod` for `values.prod.yaml`. */
  readonly name: string
  readonly file: SourceFile
  readonly values: Json
}

export interface Dependency {
  readonly name: string
  readonly alias?: string
  readonly condition?: string
  readonly tags?: readonly string[]
  /** The parent's defaults for the dependency. */
  readonly values?: { readonly [key: string]: Json }
}

/** charts-src/<chart>/chart.yaml. */
export interface ChartMetadata {
  readonly name: string
  readonly version: string
  readonly appVersion: string
  readonly description: string
  readonly kubeVersion: string
  readonly type?: 'application' | 'library'
  readonly icon: string
  readonly home: string
  readonly sources: readonly string[]
  readonly keywords: readonly string[]
  readonly maintainers: readonly { readonly name: string; readonly email?: string; readonly url?: string }[]
  /** An SPDX identifier. */
  readonly license: string
  /** Artifact Hub's category. */
  readonly category?: string
  readonly links?: readonly { readonly name: string; readonly url: string }[]
  readonly annotations?: { readonly [name: string]: string }
  readonly dependencies?: readonly Dependency[]
  /** The app that the chart is about: its objects are named after the release and the chart alone. */
  readonly mainApp?: string
  /** Build-time data: one entry a component, seen in `[component]-….yml.hbs` as `component`. */
  readonly components?: { readonly [name: string]: { readonly [key: string]: Json } }
  /** Images that no default value names, for the Artifact Hub annotation. */
  readonly images?: readonly string[]
}

export interface ChartSource {
  readonly name: string
  readonly folder: string
  readonly metadata: ChartMetadata
  readonly metadataFile: SourceFile
  readonly schema: Schema
  readonly schemaFile: SourceFile
  readonly presets: readonly Preset[]
  /** templates/*.hbs */
  readonly templates: readonly TemplateSource[]
  /** The shared named templates and the chart's own (which win). */
  readonly helpers: readonly TemplateSource[]
  /** The shared build-time partials and the chart's own (which win). */
  readonly partials: readonly TemplateSource[]
  /** NOTES.txt.hbs */
  readonly notes?: TemplateSource
  /** checks.hbs: each line that it prints is a reason to refuse the values. */
  readonly checks?: TemplateSource
  /** README.md of the chart source: prose that the emitted README begins with. */
  readonly readme?: SourceFile
  /** Files without .hbs below templates/: copied as they are. */
  readonly verbatim: readonly SourceFile[]
  /** Files below files/: copied, read with `(file "…")`. */
  readonly files: readonly SourceFile[]
  /** Hand-written helm-unittest suites below tests/. */
  readonly tests: readonly SourceFile[]
  /** Values files below ci/: for linters and tests, where a chart needs required values. */
  readonly ci: readonly SourceFile[]
}

export interface Catalogue {
  /** Every file that was read, by path. */
  readonly files: { readonly [path: string]: SourceFile }
  readonly charts: readonly ChartSource[]
}

// ---- the manifest IR ----------------------------------------------------------------------------------------------

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
