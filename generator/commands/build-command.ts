import { resolve } from 'node:path'
import { sourceDate } from '../5-package/source-date.ts'
import { wrongUse, type Answer, type Surroundings } from './answer.ts'
import { rememberBuild, sourcesNow, stillBuilt, type Outputs } from './build-stamp.ts'
import { chartLines, counted, type BuiltChart } from './built-chart.ts'
import { findRoot, noRoot } from './find-root.ts'
import type { Request } from './parse-request.ts'

/** `chartwright build`. What is heavy is loaded only when something has to be built. */
export async function buildCommand({ names, flags }: Request, surroundings: Surroundings): Promise<Answer> {
  const start = performance.now()
  const root = findRoot(surroundings.folder)
  if (root === undefined) return noRoot()
  if (flags.check && (flags.types ?? flags.packages) !== undefined) return wrongUse('"--check" writes nothing, so it goes with neither "--types" nor "--packages"')
  const outputs = outputsOf(flags, surroundings)

  // A check has to hold without the word of an earlier build.
  const before = flags.check ? undefined : stillBuilt(root, outputs)
  const named = names.length === 0 ? before : before?.filter((chart) => names.includes(chart.name))
  if (named !== undefined && names.every((name) => named.some((chart) => chart.name === name))) return nothingToDo(named, start)

  const { buildCharts } = await import('./build-charts.ts')
  const sources = sourcesNow(root)
  const built = await buildCharts(root, names, surroundings)
  if ('exitCode' in built) return built
  if (flags.check) {
    const { compareCharts } = await import('./compare-charts.ts')
    return compareCharts(root, built)
  }
  const { writeCharts } = await import('./write-charts.ts')
  const written = await writeCharts(root, built, outputs)
  // A build with warnings is not remembered, so that they are told again.
  if (names.length === 0 && built.diagnostics.length === 0) rememberBuild(root, sources, outputs, written.charts)
  const summary = `${counted(written.charts.length, 'chart')} in ${seconds(start)}, ${written.changedFiles === 0 ? 'nothing changed' : `${counted(written.changedFiles, 'file')} changed`}`
  return {
    exitCode: 0,
    diagnostics: built.diagnostics,
    files: built.catalogue.files,
    text: [...chartLines(written.charts), summary].join('\n'),
    data: { charts: written.charts.map((chart) => ({ ...chart })), changedFiles: written.changedFiles },
  }
}

function nothingToDo(charts: readonly BuiltChart[], start: number): Answer {
  return {
    exitCode: 0,
    text: [...chartLines(charts), `${counted(charts.length, 'chart')} up to date, nothing to do (${seconds(start)})`].join('\n'),
    data: { charts: charts.map((chart) => ({ ...chart })), changedFiles: 0 },
  }
}

function outputsOf(flags: Request['flags'], { folder, environment }: Surroundings): Outputs {
  const path = (flag: string | undefined): string | undefined => (flag === undefined ? undefined : resolve(folder, flag))
  return { types: path(flags.types), packages: path(flags.packages), sourceDate: sourceDate(environment) }
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(2)} s`
}
