import type { Catalogue, ChartFile, ChartIR, ChartSource, EmittedChart, SourceFile } from '../model.ts'
import { withGivenOnly } from '../schema/own-values.ts'
import { chartYaml } from './chart-yaml.ts'
import { helmignore } from './helmignore.ts'
import { readme } from './readme.ts'
import { leaves } from './schema/leaves.ts'
import { templateFiles } from './template/template-files.ts'
import { unitTests } from './unit-tests.ts'
import { valuesSchema } from './values-schema.ts'
import { valuesYaml } from './values-yaml.ts'

/**
 * Every file of a chart but the charts that it depends on, which `vendorDependencies` adds when all are emitted.
 * A chart that is made only for others goes into them without the tests, which are a quarter of the work.
 */
export function emitChart(ir: ChartIR, catalogue: Catalogue, { isForOthers = false }: { readonly isForOthers?: boolean } = {}): EmittedChart {
  const { chart } = ir
  const files = [
    chartYaml(chart, catalogue.charts),
    valuesYaml(chart),
    valuesSchema(chart, catalogue.charts),
    readme(chart),
    helmignore(),
    ...templateFiles(ir),
    ...(isForOthers ? [] : unitTests(ir)),
    ...copies(chart),
  ]
  return { name: chart.name, version: chart.metadata.version, files, values: leaves(withGivenOnly(chart.schema)).length }
}

/** What the author wrote for the chart as it is. */
function copies(chart: ChartSource): readonly ChartFile[] {
  const presets = chart.presets.map(({ file }) => file)
  return [...chart.verbatim, ...presets, ...chart.files, ...chart.tests, ...chart.ci].map((file) => copy(chart, file))
}

function copy({ folder }: ChartSource, { path, text }: SourceFile): ChartFile {
  return { path: path.slice(folder.length + 1), text }
}
