import type { AST } from '../handlebars-ast.ts'
import type { Schema } from './schema.ts'
import type { Json, SourceFile } from './source.ts'

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
