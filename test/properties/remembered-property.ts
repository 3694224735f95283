import { remembered } from '../charts/remembered.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import type { Chart } from './chart.ts'
import { isLong, seed } from './seed.ts'

/** What was found out about a chart before, by the same tests with the same seed and tools. */
export async function rememberedProperty<Result>(title: string, chart: Chart, work: () => Promise<Result>, ...others: readonly (string | number)[]): Promise<Result> {
  const { helmBatch, kubeconform, unittest } = await ensureTools(['helmBatch', 'kubeconform', 'unittest'])
  const sources = ['test/properties', 'test/functions', 'test/contracts', 'test/charts', 'test/tools', 'test/tools/random-entries.yaml', 'generator/schema', 'generator/4-emit/unit-tests', 'generator/functions']
  return remembered(`properties-${title}-${chart.name}`, chart, { sources, tools: [helmBatch, kubeconform, unittest], others: [String(seed), String(isLong), ...others.map(String)] }, work)
}
