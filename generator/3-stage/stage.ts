import type { Branch, Catalogue, ChartIR, ChartSource, Json, Manifest, Report, Span, TemplateSource, TextPart } from '../model.ts'
import { buildDocuments } from './build-node.ts'
import { documentWithoutEmptyParents } from './empty-parents.ts'
import { member } from './expression.ts'
import { helperName, namedTemplates } from './named-template.ts'
import { evaluateProgram } from './program.ts'
import { rootReference } from './roots.ts'
import type { Scope, StageContext } from './stage-context.ts'
import { newTape } from './tape.ts'
import { textParts, trimmedParts } from './text-parts.ts'
import { documentUserEntriesWin } from './user-entries.ts'
import { json, record, type Value } from './value.ts'

/** Runs a chart's sources with symbols for what is known at install time only. What an author got wrong is reported, and staging goes on. */
export function stageChart(chart: ChartSource, _catalogue: Catalogue, report: Report): ChartIR {
  const seen = new Set<string>()
  const once: Report = (diagnostic) => {
    const key = JSON.stringify([diagnostic.rule, diagnostic.message, diagnostic.span])
    if (!seen.has(key)) report(diagnostic)
    seen.add(key)
  }
  const context: StageContext = {
    chart,
    schema: chart.schema,
    report: once,
    partials: new Map(chart.partials.map((partial) => [partial.name, partial])),
    helpers: new Map(chart.helpers.map((helper) => [helperName(helper), helper])),
    reads: [],
    calls: new Map(),
    given: new Map(),
    lineStarts: new Map(),
    filled: new Set(),
    stack: [],
  }
  const manifests = chart.templates.flatMap((template) => manifestsOf(context, template))
  const notes = chart.notes === undefined ? [] : stageText(context, chart.notes)
  const checks = chart.checks === undefined ? [] : stageText(context, chart.checks)
  return { chart, manifests, helpers: namedTemplates(context), notes, checks, reads: context.reads }
}

/** A source whose name starts with `[component]-` is run once for each component of chart.yaml. */
function manifestsOf(context: StageContext, template: TemplateSource): readonly Manifest[] {
  const names = Object.keys(context.chart.metadata.components ?? {})
  const runs = template.name.startsWith('[component]-') ? names.map((name) => ({ name: template.name.replace('[component]', name), component: name })) : [{ name: template.name, component: undefined }]
  return runs
    .map(({ name, component }) => {
      const tape = newTape()
      const buffer = evaluateProgram(context, rootScope(context, template, component), template.program, tape)
      const documents = buildDocuments(context, tape, buffer, template.file).map((document) => documentUserEntriesWin(context, documentWithoutEmptyParents(document)))
      return { name, source: template.file.path, documents }
    })
    .filter((manifest) => manifest.documents.length > 0)
}

function stageText(context: StageContext, template: TemplateSource): readonly Branch<TextPart>[] {
  const tape = newTape()
  return trimmedParts(textParts(tape, evaluateProgram(context, rootScope(context, template, undefined), template.program, tape).text))
}

function rootScope(context: StageContext, source: TemplateSource, component: string | undefined): Scope {
  const names = Object.keys(context.chart.metadata.components ?? {})
  const scope: Scope = { variables: new Map(), data: new Map(), facts: new Set(), source, block: undefined, inlines: new Map() }
  if (names.length === 0) return scope
  const components = Object.fromEntries(names.map((name) => [name, componentRecord(context, scope, name)]))
  const variables = new Map<string, Value>([['components', record(components)]])
  if (component !== undefined) variables.set('component', components[component] ?? json(''))
  return { ...scope, variables }
}

/** A component's data, its name and its values; what another component declares and this one does not is empty. */
function componentRecord(context: StageContext, scope: Scope, name: string): Value {
  const components = context.chart.metadata.components ?? {}
  const data: { readonly [key: string]: Json } = components[name] ?? {}
  const keys = new Set(Object.values(components).flatMap((component) => Object.keys(component)))
  const members = Object.fromEntries([...keys].map((key) => [key, json(data[key] ?? '')]))
  const values = componentValues(context, scope, name, data['values'])
  return record({ ...members, name: json(name), ...(values === undefined ? {} : { values }) })
}

/** What stands below the path that the component gives, else below its name, if there is such a value. */
function componentValues(context: StageContext, scope: Scope, name: string, path: Json | undefined): Value | undefined {
  const span: Span = { file: context.chart.metadataFile.path, start: 0, end: 0 }
  const root = rootReference(context, 'values', span)
  const key = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const keys = typeof path === 'string' ? path.split('.') : [key]
  if (root === undefined || (path === undefined && !Object.hasOwn(context.schema.properties ?? {}, key))) return undefined
  return keys.reduce<Value>((of, next) => member(context, scope, of, next, span), { kind: 'expression', expression: root })
}
