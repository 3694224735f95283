import type { AST } from '../handlebars-ast.ts'
import type { ChartSource, Diagnostic, Expr, Read, Report, Schema, Span, TemplateSource } from '../model.ts'
import type { Value } from './value.ts'

/** What the staging of one chart shares: its sources, and what is collected on the way. */
export interface StageContext {
  readonly chart: ChartSource
  readonly schema: Schema
  readonly report: Report
  readonly partials: ReadonlyMap<string, TemplateSource>
  readonly helpers: ReadonlyMap<string, TemplateSource>
  readonly reads: Read[]
  /** The arguments of every call of a named template, by its name in the sources. */
  readonly calls: Map<string, NamedCall[]>
  /** What calls of named templates gave, by template and arguments: the same call need not be staged again. */
  readonly given: Map<string, Outcome>
  readonly lineStarts: Map<string, readonly number[]>
  /** Inlines that filled a slot. */
  readonly filled: Set<AST.Program>
  /** Names of the partials and named templates being expanded, outermost first. */
  readonly stack: readonly string[]
}

/** What a call of a named template gives. */
export interface Outcome {
  readonly gives: 'map' | 'list' | 'text'
  readonly mayBeEmpty: boolean
  readonly beginsWithBlock: boolean
}

/** The arguments of one call; what was left out is undefined. */
export type NamedCall = { readonly [parameter: string]: Expr | undefined }

/** What names mean at one place of a source. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Value>
  /** `@key`, `@index`, `@first`, `@last` and `this` of the loop that encloses the place. */
  readonly data: ReadonlyMap<string, Value>
  /** Paths that are known to hold something here, because a guard around the place says so. */
  readonly facts: ReadonlySet<string>
  readonly source: TemplateSource
  /** The block handed to a partial block, and where its names are to be looked up. */
  readonly block: { readonly program: AST.Program; readonly scope: Scope } | undefined
  readonly inlines: ReadonlyMap<string, Inline>
}

/** `{{#*inline "name"}}`: what fills the slot of that name. */
export interface Inline {
  readonly program: AST.Program
  readonly scope: Scope
}

export function bind(scope: Scope, variables: Iterable<readonly [string, Value]>): Scope {
  return { ...scope, variables: new Map([...scope.variables, ...variables]) }
}

export function withFact(scope: Scope, facts: readonly string[]): Scope {
  return facts.length === 0 ? scope : { ...scope, facts: new Set([...scope.facts, ...facts]) }
}

/** The offsets of a place in a source; Handlebars counts lines from 1 and columns from 0. */
export function spanOf(context: StageContext, scope: Scope, location: AST.Location): Span {
  const { path, text } = scope.source.file
  const starts = context.lineStarts.get(path) ?? lineStarts(text)
  context.lineStarts.set(path, starts)
  const offset = (position: AST.Position): number => (starts[position.line - 1] ?? 0) + position.column
  return { file: path, start: offset(location.start), end: offset(location.end) }
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)]
}

export type ReportAt = (rule: string, span: Span, message: string, more?: Pick<Diagnostic, 'why' | 'fix'>) => void

export function reportAt(context: StageContext): ReportAt {
  return (rule, span, message, more = {}) => context.report({ rule, severity: 'error', message, span, ...more })
}

/** Notes that a value is read; what is read below a loop variable or a parameter counts for the values it stands for. */
export function noteRead(context: StageContext, expression: Expr, isWhole: boolean): void {
  switch (expression.kind) {
    case 'path':
      if (expression.root === 'values') context.reads.push({ path: expression.segments, whole: isWhole, span: expression.span })
      return
    case 'variable':
      for (const path of [expression.origin, ...(expression.otherOrigins ?? [])]) if (path !== undefined) context.reads.push({ path, whole: isWhole, span: expression.span })
      return
    case 'call':
      for (const argument of expression.arguments) noteRead(context, argument, isWhole || !isPredicate(expression.function))
      return
    case 'include':
    case 'literal':
  }
}

function isPredicate(name: string): boolean {
  return ['not', 'empty', 'and', 'or'].includes(name)
}
