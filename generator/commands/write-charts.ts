import { join } from 'node:path'
import { applyPlan, removeLeftovers } from '../5-package/apply-plan.ts'
import { archive, type Archive } from '../5-package/archive.ts'
import { indexYaml } from '../5-package/index-yaml.ts'
import { planCharts } from '../5-package/plan-charts.ts'
import { secretLimit } from '../5-package/release-size.ts'
import { writeWhole } from '../5-package/write-whole.ts'
import type { EmittedChart } from '../model.ts'
import type { BuiltCharts } from './build-charts.ts'
import type { Outputs } from './build-stamp.ts'
import type { BuiltChart } from './built-chart.ts'

/** Makes dist-charts/ what was built, and the types and packages when they are asked for. */
export async function writeCharts(root: string, built: BuiltCharts, outputs: Outputs): Promise<WrittenCharts> {
  const folder = join(root, 'dist-charts')
  await removeLeftovers(folder)
  const plans = await planCharts(folder, built.charts, built.isWhole)
  for (const { name, plan } of plans) await applyPlan(folder, name, plan)
  if (outputs.types !== undefined) await writeTypes(outputs.types, built)
  const sizes = outputs.packages === undefined ? undefined : await writePackages(outputs.packages, built, outputs.sourceDate)
  return {
    charts: built.charts.map((chart) => describe(chart, built.releaseSizes, sizes?.get(chart.name))),
    changedFiles: plans.flatMap(({ plan }) => plan).filter((step) => step.kind !== 'keep').length,
  }
}

/** Bytes of each package. */
export async function writePackages(folder: string, { charts, isWhole }: BuiltCharts, sourceDate: number): Promise<ReadonlyMap<string, number>> {
  const packaged: { readonly chart: EmittedChart; readonly archive: Archive }[] = []
  for (const chart of charts) packaged.push({ chart, archive: await archive(chart, sourceDate) })
  for (const { archive } of packaged) await writeWhole(join(folder, archive.name), archive.bytes)
  // An index of some of the charts would hide the others.
  if (isWhole) await writeWhole(join(folder, 'index.yaml'), indexYaml(packaged, sourceDate))
  return new Map(packaged.map(({ chart, archive }) => [chart.name, archive.bytes.length]))
}

export function describe(chart: EmittedChart, releaseSizes: BuiltCharts['releaseSizes'], packageBytes: number | undefined): BuiltChart {
  return {
    name: chart.name,
    version: chart.version,
    templates: chart.files.filter(({ path }) => path.startsWith('templates/')).length,
    values: chart.values,
    releasePercent: Math.ceil(((releaseSizes[chart.name] ?? 0) / secretLimit) * 100),
    ...(packageBytes === undefined ? {} : { packageBytes }),
  }
}

async function writeTypes(folder: string, { catalogue, charts }: BuiltCharts): Promise<void> {
  const { valuesTypes } = await import('../4-emit/types.ts')
  for (const { name } of charts) {
    const source = catalogue.charts.find((chart) => chart.name === name)
    if (source === undefined) throw new Error(`chart ${name} was emitted without a source`)
    await writeWhole(join(folder, `${name}.d.ts`), await valuesTypes(source, catalogue.charts))
  }
}

export interface WrittenCharts {
  readonly charts: readonly BuiltChart[]
  readonly changedFiles: number
}
