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
        .map(({ path, text }) => ({ path: `charts/${dependency}/${path}`, text: path === 'values.yaml' && vendored !== undefined ? vendoredValues(vendored, missingBelow(source, vendored), isSchemaLeft) : text }))
    }),
  ]
}

function vendoredValues(chart: ChartSource, missing: readonly string[], isSchemaLeft: boolean): string {
  const properties = Object.fromEntries(Object.entries(chart.schema.properties ?? {}).filter(([name]) => !missing.includes(name)))
  const { text } = valuesYaml({ ...chart, schema: { ...chart.schema, properties } })
  return isSchemaLeft ? text.replace(/^# yaml-language-server:.*\n/, '') : text
}

/**
 * The values that only the parent gives: when they are not there, a null has taken away all that it gives, which the checks can then refuse.
 * They are the switch and, where another value is the condition, the first plain value that the parent always gives.
 */
function missingBelow(parent: ChartSource, { name, schema }: ChartSource): readonly string[] {
  const keys = (parent.metadata.dependencies ?? []).filter((dependency) => dependency.name === name).map((dependency) => dependency.alias ?? name)
  const given = keys.map((key) => parent.schema.properties?.[key]?.['x-given'] ?? [])
  const plain = Object.entries(schema.properties ?? {}).filter(([, { type }]) => type === 'string' || type === 'boolean' || type === 'integer').map(([property]) => property)
  const first = ['enabled', ...plain].find((property) => given.every((names) => names.includes(property)))
  return ['enabled', ...(first === undefined ? [] : [first])]
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
