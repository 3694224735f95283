import type { Catalogue, Diagnostic, EmittedChart, Report } from './model.ts'

/**
 * Chartwright on one page: what lies below `root` is loaded, checked, staged and emitted. Nothing is written: that is for `write-charts.ts`.
 * What an author got wrong goes to `report`, and the phases after it are not begun, so `charts` is missing then.
 */
export async function build(root: string, report: Report, options: BuildOptions = {}): Promise<Build> {
  const begin = options.progress ?? (() => undefined)
  begin('loading the sources')
  const { loadCatalogue } = await import('./1-load/load-catalogue.ts')
  const errors = errorCounter(report)
  const catalogue = await loadCatalogue(root, errors.report, options)
  if (errors.count() > 0) return { catalogue }

  begin('checking schemas and metadata')
  const { check } = await import('./2-check/check.ts')
  check(catalogue, errors.report)
  if (errors.count() > 0) return { catalogue }

  const { stageChart } = await import('./3-stage/stage.ts')
  const { checkChart } = await import('./2-check/check-ir.ts')
  const { emitChart } = await import('./4-emit/emit.ts')
  // Chart by chart, so that only one staged tree is in memory at a time.
  const emitted: EmittedChart[] = []
  for (const chart of catalogue.charts) {
    begin(`compiling ${chart.name}`)
    const before = errors.count()
    const ir = stageChart(chart, catalogue, errors.report)
    if (errors.count() === before) checkChart(ir, catalogue, errors.report)
    if (errors.count() === 0) emitted.push(emitChart(ir, catalogue))
  }
  if (errors.count() > 0) return { catalogue }

  begin('measuring the releases')
  const { vendorDependencies } = await import('./4-emit/vendor-dependencies.ts')
  const { checkReleaseSize } = await import('./5-package/check-release-size.ts')
  const { releaseSize } = await import('./5-package/release-size.ts')
  const charts = vendorDependencies(emitted, catalogue.charts)
  const releaseSizes = Object.fromEntries(charts.map((chart) => [chart.name, releaseSize(chart)]))
  for (const { metadata, metadataFile } of catalogue.charts) checkReleaseSize(metadata, metadataFile, releaseSizes[metadata.name] ?? 0, errors.report)
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
  /** Every chart that was loaded, the ones that others depend on among them. */
  readonly charts?: readonly EmittedChart[]
  /** About how many bytes Helm stores for a release of each chart. */
  readonly releaseSizes?: { readonly [chart: string]: number }
}
