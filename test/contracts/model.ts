/** What must hold for every rendering, change or chart: a sentence, and a function that finds what breaks it. */
export type Contract = RenderingContract | ChangeContract | ChartContract

/** Judges one rendering. */
export interface RenderingContract extends Named {
  readonly kind: 'rendering'
  readonly check: (rendering: Rendering) => readonly Violation[]
  /** Manifests that it has to catch. */
  readonly caught: string
  /** What the manifests alone do not say. */
  readonly caughtWith?: Partial<Pick<Rendering, 'values' | 'notes'>>
}

/** Judges two renderings of a release, the later one made with one value switched or with a newer chart. */
export interface ChangeContract extends Named {
  readonly kind: 'change'
  readonly check: (before: Rendering, after: Rendering) => readonly Violation[]
  readonly caught: { readonly before: string; readonly after: string }
}

/** Judges a chart, and renders it as it likes. */
export interface ChartContract extends Named {
  readonly kind: 'chart'
  readonly check: (chart: Subject) => Promise<readonly Violation[]>
  /** Files of a chart that it has to catch, beside a Chart.yaml; a template alone is enough for most. */
  readonly caught: { readonly [path: string]: string }
}

interface Named {
  readonly name: string
  /** What holds, in a sentence that a stranger understands. */
  readonly sentence: string
  /** Toggles, as `path=value`, by which a user asks for what the contract forbids. It is not judged then. */
  readonly unless?: RegExp
}

export interface Violation {
  /** Kind and name of the object, or a file of the chart. */
  readonly object: string
  readonly path: string
  /** What is there, if the path alone does not say it. */
  readonly detail?: string
}

export interface Rendering {
  /** The chart, and those below `charts/`. */
  readonly chart: { readonly name: string; readonly version: string; readonly vendored?: readonly { readonly name: string; readonly version: string }[] }
  readonly release: { readonly name: string; readonly namespace: string }
  /** The chart's values with those of the scenario over them. */
  readonly values: Fields
  /** What the chart makes, hooks among it. */
  readonly objects: readonly KubernetesObject[]
  /** What the user has given as whole manifests. It can be referred to, and is not judged. */
  readonly others: readonly KubernetesObject[]
  readonly notes: string
}

/** A chart with a way to render it. */
export interface Subject {
  readonly name: string
  readonly version: string
  readonly files: readonly { readonly path: string; readonly text: string }[]
  /** What the chart itself declares; of charts that it brings along only what it gives them, the rest is judged with those. */
  readonly schema: Schema
  /** `values.schema.json` as it is, with what maps say of their names in one place. */
  readonly wholeSchema: Schema
  readonly defaults: Fields
  /** The defaults, each preset, each file of ci/. */
  readonly scenarios: readonly Scenario[]
  readonly render: (values: Fields, options?: RenderOptions) => Promise<Rendering | Refusal>
  /** Renders anew, whatever is known already; with passwords that are made up as they are if `isRandomKept`. */
  readonly renderAgain: (values: Fields, engine: 'helm4' | 'helm3', isRandomKept?: boolean) => Promise<Rendering | Refusal>
}

export interface Scenario {
  readonly name: string
  readonly values: Fields
}

export interface RenderOptions {
  readonly release?: string
  readonly engine?: 'helm4' | 'helm3'
  /** The same chart with a later version of itself and of its application. */
  readonly isLaterVersion?: boolean
  readonly apiVersions?: readonly string[]
  /** Whether the schema looks at the values too: most values that contracts try are right by construction, and it takes longer than all else. */
  readonly isValidated?: boolean
  readonly isRandomKept?: boolean
}

export interface Refusal {
  readonly refusal: string
}

export interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Texts; readonly annotations?: Texts }
  readonly spec?: Fields
  readonly data?: Fields
  readonly stringData?: Fields
  readonly [field: string]: unknown
}

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly definitions?: { readonly [name: string]: Schema }
  readonly additionalProperties?: Schema | boolean
  readonly patternProperties?: { readonly [pattern: string]: Schema }
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly required?: readonly string[]
  readonly pattern?: string
  readonly description?: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly [keyword: string]: unknown
}

export interface Fields {
  readonly [name: string]: unknown
}

export interface Texts {
  readonly [name: string]: string
}
