import type { ChartFile, ChartSource, EmittedChart, Schema } from '../model.ts'
import { withoutSubcharts } from '../schema/own-values.ts'
import { valuesYaml } from './values-yaml.ts'

/**
 * The same charts, each with the charts that it depends on below `charts/`, as Helm wants them.
 * What is only for those who develop a chart stays with it, and so do its presets.
 */
export function vendorDependencies(emitted: readonly EmittedChart[], sources: readonly ChartSource[]): readonly EmittedChart[] {
  return emitted.map((chart) => ({ ...chart, files: filesOf(chart.name, emitted, sources) }))
}

function filesOf(name: string, emitted: readonly EmittedChart[], sources: readonly ChartSource[]): readonly ChartFile[] {
  const own = emitted.find((chart) => chart.name === name)?.files
  const source = sources.find((chart) => chart.name === name)
  if (own === undefined || source === undefined) throw new Error(`a chart that others depend on was not built: ${name}`)
  const dependencies = [...new Set((source.metadata.dependencies ?? []).map((dependency) => dependency.name))]
  return [
    ...own,
    ...dependencies.flatMap((dependency) => {
      const vendored = sources.find((chart) => chart.name === dependency)
      const isSchemaLeft = !saysMore(vendored)
      return filesOf(dependency, emitted, sources)
        .filter(({ path }) => !/^(tests\/|ci\/|\.helmignore$|values\.[^/]+\.yaml$)/.test(path) && !(isSchemaLeft && path === 'values.schema.json'))
        .map(({ path, text }) => ({ path: `charts/${dependency}/${path}`, text: path === 'values.yaml' && vendored !== undefined ? vendoredValues(vendored, isSchemaLeft) : text }))
    }),
  ]
}

/** Without the switch, which is the parent's to give: when it is not there, the parent knows that all that it gives has been taken away. */
function vendoredValues(chart: ChartSource, isSchemaLeft: boolean): string {
  const { enabled: _, ...properties } = chart.schema.properties ?? {}
  const { text } = valuesYaml({ ...chart, schema: { ...chart.schema, properties } })
  return isSchemaLeft ? text.replace(/^# yaml-language-server:.*\n/, '') : text
}

/**
 * The parent's schema says all that the schema of the dependency says, but for what is required as soon as the dependency is installed.
 * Helm would read and apply both, which takes longer than everything else that it does.
 */
function saysMore(source: ChartSource | undefined): boolean {
  return source !== undefined && requires(withoutSubcharts(source.schema))
}

function requires({ required = [], properties = {} }: Schema): boolean {
  return required.length > 0 || Object.values(properties).some((property) => property.$ref === undefined && requires(property))
}
