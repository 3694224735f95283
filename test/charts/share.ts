import { parse } from 'yaml'
import type { ChartUnderTest } from './chart-under-test.ts'

/**
 * Whether a chart brings other charts along and runs nothing of its own.
 */
export function isUmbrella(chart: HasFiles): boolean {
  return subchartNames(chart).length > 0 && !chart.files.some(({ path }) => /^templates\/.*(deployment|statefulset|daemonset|cronjob|job|pod)\.ya?ml$/.test(path))
}

/** Below which values those of the charts stand that a chart brings along. */
export function subchartNames({ files }: HasFiles): readonly string[] {
  const { dependencies } = parse(files.find(({ path }) => path === 'Chart.yaml')?.text ?? '{}') as { readonly dependencies?: readonly { readonly name: string; readonly alias?: string }[] }
  return (dependencies ?? []).map(({ name, alias }) => alias ?? name)
}

/**
 * What falls to a chart of a number of cases that is meant for all of them together. A large chart gets fewer, each of which takes longer,
 * and so does one that brings others along: those are under all tests as charts of their own.
 */
export function shareOf(all: readonly HasFiles[], chart: HasFiles, total: number): number {
  const weight = (one: HasFiles): number => Math.max(1, templatesIn(one) / 20) ** -1.5
  return Math.ceil((total * weight(chart)) / all.reduce((sum, one) => sum + weight(one), 0))
}

function templatesIn({ files }: HasFiles): number {
  return files.filter(({ path }) => /(^|\/)templates\/.+\.ya?ml$/.test(path)).length
}

type HasFiles = Pick<ChartUnderTest, 'files'>
