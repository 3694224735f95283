import { didYouMean } from '../diagnostics/nearest.ts'
import type { Catalogue, ChartSource, Report } from '../model.ts'
import { locateValue } from '../syntax/locate.ts'
import { withDependencies } from './dependency-values.ts'
import { loadChart } from './load-chart.ts'
import { schemaLoader } from './load-schema.ts'
import { loadShared } from './load-shared.ts'
import { byCodeUnits, sourceReader, type SourceReader } from './source-reader.ts'

export interface LoadOptions {
  /** The charts to load, with those that they depend on; all of them when left out. */
  readonly charts?: readonly string[]
}

/** Reads the chart sources and schemas below a folder. This is the only phase that reads. */
export async function loadCatalogue(root: string, report: Report, options: LoadOptions = {}): Promise<Catalogue> {
  const reader = sourceReader(root, report)
  const schemas = schemaLoader(reader, report)
  const names = chartFolders(reader)
  const shared = loadShared(reader, report)
  const charts = new Map<string, ChartSource>()

  function load(wanted: readonly string[]): void {
    const missing = wanted.filter((name) => !charts.has(name))
    if (missing.length === 0) return
    schemas.read(missing.map((name) => `schemas/${name}.schema.json`))
    const loaded = missing.map((name) => loadChart(name, reader, schemas, shared, report))
    for (const chart of loaded) if (chart) charts.set(chart.name, chart)
    load([...new Set(loaded.flatMap((chart) => (chart ? dependenciesOf(chart) : [])))])
  }

  function dependenciesOf(chart: ChartSource): readonly string[] {
    return (chart.metadata.dependencies ?? []).flatMap(({ name }, index) => {
      if (names.includes(name)) return [name]
      const span = locateValue(chart.metadataFile, ['dependencies', index, 'name'])
      report({ rule: 'unknown-dependency', severity: 'error', message: `there is no chart "${name}"`, why: `a dependency is a folder in "charts-src"`, ...didYouMean(name, names), span })
      return []
    })
  }

  const known = (options.charts ?? names).filter((name) => {
    if (names.includes(name)) return true
    report({ rule: 'unknown-chart', severity: 'error', message: `there is no chart "${name}"`, why: 'a chart is a folder in "charts-src" with a "chart.yaml"', ...didYouMean(name, names), span: { file: `charts-src/${name}`, start: 0, end: 0 } })
    return false
  })
  if (names.length === 0) report({ rule: 'missing-file', severity: 'error', message: 'there is no chart here', why: 'each folder in "charts-src" is the source of a chart', fix: 'run the command in the folder that holds "charts-src", or make a chart with "npx chartwright new <name>"', span: { file: 'charts-src', start: 0, end: 0 } })
  load(known)
  return { files: reader.files(), charts: withDependencies([...charts.values()]).sort((left, right) => byCodeUnits(left.name, right.name)) }
}

/** The names of the charts below a folder, in order. */
export async function chartNames(root: string): Promise<readonly string[]> {
  return chartFolders(sourceReader(root, () => undefined))
}

function chartFolders(reader: SourceReader): readonly string[] {
  return reader.folders('charts-src').filter((name) => name !== 'partials' && name !== 'helpers')
}
