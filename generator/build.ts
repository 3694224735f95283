import { loadCatalogue } from './1-load/load-catalogue.ts'
import { checkChart } from './2-check/check-ir.ts'
import { check } from './2-check/check.ts'
import { stageChart } from './3-stage/stage.ts'
import { emitChart } from './4-emit/emit.ts'
import { vendorDependencies } from './4-emit/vendor-dependencies.ts'
import { checkReleaseSize } from './5-package/check-release-size.ts'
import { releaseSize } from './5-package/release-size.ts'
import type { Catalogue, Diagnostic, EmittedChart, Report } from './model.ts'

/**
 * Chartwright on one page: what lies below `root` is loaded, checked, staged and emitted. Nothing is written: that is for `write-charts.ts`.
 * What an author got wrong goes to `report`, and the phases after it are not begun, so `charts` is missing then.
 */
export async function build(root: string, report: Report, options: BuildOptions = {}): Promise<Build> {
  const begin = options.progress ?? (() => undefined)
  begin('loading the sources')
  const errors = errorCounter(report)
  const isWanted = (name: string): boolean => options.charts?.includes(name) ?? true
  const catalogue = await loadCatalogue(root, errors.report, options)
  if (errors.count() > 0) return { catalogue }

  begin('checking schemas and metadata')
  check(catalogue, errors.report)
  if (errors.count() > 0) return { catalogue }

  // Chart by chart, so that only one staged tree is in memory at a time.
  const emitted: EmittedChart[] = []
  for (const chart of catalogue.charts) {
    begin(`compiling ${chart.name}`)
    const before = errors.count()
    const ir = stageChart(chart, catalogue, errors.report)
    if (errors.count() === before) checkChart(ir, catalogue, errors.report)
    if (errors.count() === 0) emitted.push(emitChart(ir, catalogue, { isForOthers: !isWanted(chart.name) }))
  }
  if (errors.count() > 0) return { catalogue }

  begin('measuring the releases')
  const charts = vendorDependencies(emitted, catalogue.charts).filter((chart) => isWanted(chart.name))
  const releaseSizes = Object.fromEntries(charts.map((chart) => [chart.name, releaseSize(chart)]))
  for (const { metadata, metadataFile } of catalogue.charts.filter((chart) => isWanted(chart.name))) checkReleaseSize(metadata, metadataFile, releaseSizes[metadata.name] ?? 0, errors.report)
  return errors.count() > 0 ? { catalogue } : { catalogue, charts, releaseSizes }
}

/** Passes everything on and counts what is an error. */
function errorCounter(report: Report): { readonly report: Report; readonly count: () => number } {
  let errors = 0
  const counting = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity === 'error') errors++
    report(diagnostic)
  }
  return { report: counting, count: () => errors }
}

export interface BuildOptions {
  /** The charts to build, with those that they depend on; all of them when left out. */
  readonly charts?: readonly string[]
  /** Called when a phase begins, for those who watch. */
  readonly progress?: (phase: string) => void
}

export interface Build {
  readonly catalogue: Catalogue
  /** The charts that were asked for; those that they depend on are within them. */
  readonly charts?: readonly EmittedChart[]
  /** About how many bytes Helm stores for a release of each chart. */
  readonly releaseSizes?: { readonly [chart: string]: number }
}
