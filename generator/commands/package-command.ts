import { relative, resolve } from 'node:path'
import { sourceDate } from '../5-package/source-date.ts'
import type { Answer, Surroundings } from './answer.ts'
import { buildCharts } from './build-charts.ts'
import { chartLines, counted } from './built-chart.ts'
import { findRoot, noRoot } from './find-root.ts'
import type { Request } from './parse-request.ts'
import { describe, writePackages } from './write-charts.ts'

/** `chartwright package`: a .tgz for each chart, made from the sources and not from dist-charts/. */
export async function packageCommand({ names, flags }: Request, surroundings: Surroundings): Promise<Answer> {
  const root = findRoot(surroundings.folder)
  if (root === undefined) return noRoot()
  const built = await buildCharts(root, names, surroundings)
  if ('exitCode' in built) return built
  const destination = flags.destination === undefined ? resolve(root, 'packages') : resolve(surroundings.folder, flags.destination)
  const sizes = await writePackages(destination, built, sourceDate(surroundings.environment))
  const charts = built.charts.map((chart) => describe(chart, built.releaseSizes, sizes.get(chart.name)))
  const place = relative(surroundings.folder, destination) || '.'
  return {
    exitCode: 0,
    diagnostics: built.diagnostics,
    files: built.catalogue.files,
    text: [...chartLines(charts), `${counted(charts.length, 'package')} in ${place}`].join('\n'),
    data: { charts: charts.map((chart) => ({ ...chart })), destination: place },
  }
}
