import { parse } from 'yaml'
import type { ChartUnderTest } from './chart-under-test.ts'

/**
 * Whether a chart brings other charts along and runs nothing of its own. What it brings is under all tests as charts of its own,
 * so that a tenth of the cases is enough for what they are together.
 */
export function isUmbrella(chart: HasFiles): boolean {
  return subchartNames(chart).length > 0 && !chart.files.some(({ path }) => /^templates\/.*(deployment|statefulset|daemonset|cronjob|job|pod)\.ya?ml$/.test(path))
}

/** Below which values those of the charts stand that a chart brings along. */
export function subchartNames({ files }: HasFiles): readonly string[] {
  const { dependencies } = parse(files.find(({ path }) => path === 'Chart.yaml')?.text ?? '{}') as { readonly dependencies?: readonly { readonly name: string; readonly alias?: string }[] }
  return (dependencies ?? []).map(({ name, alias }) => alias ?? name)
}

/** What falls to a chart of a number of cases that is meant for all of them together: less to a large one, in which each case takes longer. */
export function shareOf(all: readonly HasFiles[], chart: HasFiles, total: number): number {
  const weight = (one: HasFiles): number => (isUmbrella(one) ? 0.1 : 1) / Math.ceil(Math.max(1, templatesIn(one)) / 20)
  return Math.ceil((total * weight(chart)) / all.reduce((sum, one) => sum + weight(one), 0))
}

function templatesIn({ files }: HasFiles): number {
  return files.filter(({ path }) => path.startsWith('templates/')).length
}

type HasFiles = Pick<ChartUnderTest, 'files'>
