import type { Answer, Surroundings } from './answer.ts'
import { buildCharts } from './build-charts.ts'
import { counted } from './built-chart.ts'
import { findRoot, noRoot } from './find-root.ts'
import type { Request } from './parse-request.ts'

/** `chartwright check`: every phase and every rule, but nothing is written. */
export async function checkCommand({ names }: Request, surroundings: Surroundings): Promise<Answer> {
  const root = findRoot(surroundings.folder)
  if (root === undefined) return noRoot()
  const built = await buildCharts(root, names, surroundings)
  if ('exitCode' in built) return built
  const { diagnostics, catalogue, charts } = built
  const text = diagnostics.length === 0 ? `${counted(charts.length, 'chart')}: nothing to complain of` : ''
  return { exitCode: 0, diagnostics, files: catalogue.files, text, data: { charts: charts.map(({ name, version }) => ({ name, version })) } }
}
