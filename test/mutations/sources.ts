import { fileURLToPath } from 'node:url'
import { chartMetadata } from '../../generator/1-load/chart-metadata.ts'
import { withDependencies } from '../../generator/1-load/dependency-values.ts'
import { loadCatalogue } from '../../generator/1-load/load-catalogue.ts'
import { schemaLoader } from '../../generator/1-load/load-schema.ts'
import { parseTemplate } from '../../generator/1-load/parse-template.ts'
import { readableFile } from '../../generator/1-load/source-reader.ts'
import { stageChart } from '../../generator/3-stage/stage.ts'
import type { Catalogue, ChartSource, Report, SourceFile, TemplateSource } from '../../generator/model.ts'

/** The real sources of one chart, read and parsed once. */
export interface Sources {
  readonly catalogue: Catalogue
  readonly chart: ChartSource
  /** The texts that are changed. */
  readonly files: readonly SourceFile[]
  /** How long each template takes alone, so that a change of what many use is tried with a quick one. */
  readonly milliseconds: ReadonlyMap<string, number>
}

const root = fileURLToPath(new URL('../../', import.meta.url))

export async function loadSources(name: string): Promise<Sources> {
  const catalogue = await loadCatalogue(root, refuse, { charts: [name] })
  const chart = catalogue.charts.find((loaded) => loaded.name === name)
  if (chart === undefined) throw new Error(`there is no chart "${name}"`)
  const templates = [...chart.templates, ...chart.helpers, ...chart.partials, ...(chart.notes ? [chart.notes] : []), ...(chart.checks ? [chart.checks] : [])].map(({ file }) => file)
  const schemas = Object.values(catalogue.files).filter(({ path }) => path.startsWith('schemas/') && !path.startsWith('schemas/kubernetes/'))
  return { catalogue, chart, files: [...templates, ...schemas, chart.metadataFile], milliseconds: new Map(chart.templates.map((template) => [template.name, measured(chart, template, catalogue)])) }
}

/** The chart with one file changed; undefined when loading says what is wrong with it. */
export function withChanged({ catalogue, chart }: Sources, changedFile: SourceFile, report: Report): { readonly catalogue: Catalogue; readonly chart: ChartSource } | undefined {
  const file = readableFile(changedFile.path, changedFile.text, report)
  const changed = changedChart(catalogue, chart, file, report)
  if (changed === undefined) return undefined
  const charts = catalogue.charts.map((loaded) => (loaded.name === chart.name ? changed : loaded))
  return { catalogue: { files: { ...catalogue.files, [file.path]: file }, charts }, chart: changed }
}

function changedChart(catalogue: Catalogue, chart: ChartSource, file: SourceFile, report: Report): ChartSource | undefined {
  if (file.path === chart.metadataFile.path) {
    const metadata = chartMetadata(file, chart.name, report)
    return metadata && { ...chart, metadata, metadataFile: file }
  }
  if (file.path.startsWith('schemas/')) {
    const path = chart.schemaFile.path
    // Files that are the same objects are not parsed again.
    const read = (wanted: string): SourceFile | undefined => (wanted === file.path ? file : catalogue.files[wanted])
    const loader = schemaLoader({ read, list: () => [], folders: () => [], files: () => catalogue.files }, report)
    loader.read([path])
    const schema = loader.resolve(path)
    if (schema === undefined) return undefined
    const changed = { ...chart, schema, schemaFile: path === file.path ? file : chart.schemaFile }
    return withDependencies(catalogue.charts.map((loaded) => (loaded.name === chart.name ? changed : loaded))).find(({ name }) => name === chart.name)
  }
  const original = [...chart.templates, ...chart.helpers, ...chart.partials, chart.notes, chart.checks].find((template) => template?.file.path === file.path)
  const parsed = original && parseTemplate(file, original.name, report)
  if (parsed === undefined) return undefined
  const replaced = (templates: readonly TemplateSource[]): readonly TemplateSource[] => templates.map((template) => (template.file.path === file.path ? parsed : template))
  return {
    ...chart,
    templates: replaced(chart.templates),
    helpers: replaced(chart.helpers),
    partials: replaced(chart.partials),
    ...(chart.notes && { notes: replaced([chart.notes])[0] ?? chart.notes }),
    ...(chart.checks && { checks: replaced([chart.checks])[0] ?? chart.checks }),
  }
}

/** The chart with one template and two of its components, and with notes and checks only where they are what is looked at. */
export function reduced({ notes, checks, ...chart }: ChartSource, template: TemplateSource | undefined, file: SourceFile): ChartSource {
  const components = Object.entries(chart.metadata.components ?? {})
  const few = components.length <= 2 ? components : [components[0], components.at(-1)].flatMap((component) => (component ? [component] : []))
  return {
    ...chart,
    metadata: components.length === 0 ? chart.metadata : { ...chart.metadata, components: Object.fromEntries(few) },
    templates: template === undefined ? [] : [template],
    ...(notes?.file.path === file.path && { notes }),
    ...(checks?.file.path === file.path && { checks }),
  }
}

/** The templates that a source takes part in, through partials and named templates; found by words, so rather too many. */
export function usersOf(chart: ChartSource, file: SourceFile): readonly TemplateSource[] {
  const parts = [...chart.partials, ...chart.helpers]
  const names = new Set(parts.filter((part) => part.file.path === file.path).map(callName))
  for (let size = -1; size !== names.size; ) {
    size = names.size
    for (const part of parts) if ([...names].some((name) => mentionsWord(part.file.text, name))) names.add(callName(part))
  }
  return chart.templates.filter((template) => template.file.path === file.path || [...names].some((name) => mentionsWord(template.file.text, name)))
}

function callName({ name }: TemplateSource): string {
  return name.replace(/\.(yml|txt)$/, '')
}

function mentionsWord(text: string, name: string): boolean {
  return new RegExp(`(^|[^\\w/-])${name}($|[^\\w/-])`).test(text)
}

function measured(chart: ChartSource, template: TemplateSource, catalogue: Catalogue): number {
  const start = performance.now()
  stageChart(reduced(chart, template, template.file), catalogue, refuse)
  return performance.now() - start
}

const refuse: Report = ({ rule, message, span }) => {
  throw new Error(`the sources are wrong before anything is changed: ${span.file}: ${message} [${rule}]`)
}
