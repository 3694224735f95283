import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { EmittedChart } from '../model.ts'
import { planWrite, type Plan } from './plan-write.ts'
import { readFolder } from './read-folder.ts'

/**
 * A plan for each chart's folder below `output`. When these are all charts that there are, a folder of a chart that is no longer made
 * is planned to be emptied: it is known by its Chart.yaml, and nothing else below `output` is ours.
 */
export async function planCharts(output: string, charts: readonly EmittedChart[], isWhole: boolean): Promise<readonly ChartPlan[]> {
  const wanted = charts.map(({ name, files }) => ({ name, files }))
  const strays = isWhole ? await strayCharts(output, charts) : []
  const all = [...wanted, ...strays.map((name) => ({ name, files: [] }))]
  const plans: ChartPlan[] = []
  // Chart by chart, so that only one chart's old files are in memory at a time.
  for (const { name, files } of all) plans.push({ name, plan: planWrite(files, await readFolder(join(output, name))) })
  return plans
}

async function strayCharts(output: string, charts: readonly EmittedChart[]): Promise<readonly string[]> {
  const entries = await readdir(output).catch(() => [])
  const made = new Set(charts.map(({ name }) => name))
  return entries.filter((name) => !name.startsWith('.') && !made.has(name) && existsSync(join(output, name, 'Chart.yaml'))).sort()
}

export interface ChartPlan {
  readonly name: string
  readonly plan: Plan
}
