import type { ChartSource, Dependency, Schema } from '../../model.ts'
import { isSubchart } from '../../schema/own-values.ts'
import { requiredWhenOn, requiredWhenOneIsOn } from './required-when-on.ts'

type Properties = { readonly [name: string]: Schema }

/**
 * A chart's schema with everything that Helm puts beside its own values: `global` always, `enabled` when a parent asks,
 * and the same below the name or alias of each subchart.
 */
export function compose(chart: ChartSource, subcharts: readonly ChartSource[], schema: Schema = chart.schema): Schema {
  const dependencies = chart.metadata.dependencies ?? []
  const below = dependencies.flatMap((dependency) => {
    const key = dependency.alias ?? dependency.name
    const own = schema.properties?.[key]
    return own !== undefined && isSubchart(own) ? [[key, subchartSchema(dependency, subcharts, own)] as const] : []
  })
  const properties = { ...tags(dependencies), ...schema.properties, ...Object.fromEntries(below), enabled: enabled(schema), global: global(schema) }
  const whole = dependencies.flatMap(switchesOf).reduce(withSwitch, { ...schema, properties, additionalProperties: false, patternProperties: { '^x-': {} } })
  const conditions = dependencies
    .filter((dependency) => switchesOf(dependency).length > 1)
    .map((dependency) => requiredWhenOneIsOn(sourceOf(dependency, subcharts).schema, schema, dependency.alias ?? dependency.name, switchesOf(dependency)))
    .filter((condition) => condition !== undefined)
  return conditions.length === 0 ? whole : { ...whole, allOf: conditions }
}

/** A disabled subchart must not fail for what it lacks. */
function subchartSchema(dependency: Dependency, subcharts: readonly ChartSource[], own: Schema): Schema {
  const chart = sourceOf(dependency, subcharts)
  // What a subchart requires of those that it brings along is not its parent's business while it is off.
  const { patternProperties: _, allOf: _all, ...composed } = withoutRequired(compose(chart, subcharts, own))
  const { enabled: asComposed, ...others } = composed.properties ?? {}
  const schema = { ...composed, properties: { enabled: subchartSwitch(dependency, asComposed), ...others } }
  return isSwitchedAlone(dependency) ? { ...schema, ...requiredWhenOn(chart.schema, own) } : schema
}

/** Marked, so that charts which differ in nothing but where their switch is can be shared. */
function subchartSwitch(dependency: Dependency, enabled: Schema = {}): Schema {
  const paths = switchesOf(dependency).map((path) => path.join('.'))
  const isRead = paths.includes(`${dependency.alias ?? dependency.name}.enabled`)
  const description = `Has no effect where \`${paths.join('`, `')}\` decides.`
  return { ...enabled, ...(isRead || paths.length === 0 ? {} : { description }), 'x-switch': true }
}

function sourceOf({ name }: Dependency, subcharts: readonly ChartSource[]): ChartSource {
  const chart = subcharts.find((one) => one.name === name)
  if (chart === undefined) throw new Error(`checking left a dependency that is not there: ${name}`)
  return chart
}

function isSwitchedAlone(dependency: Dependency): boolean {
  const [path, ...others] = switchesOf(dependency)
  return others.length === 0 && path?.join('.') === `${dependency.alias ?? dependency.name}.enabled`
}

function switchesOf({ condition }: Dependency): readonly (readonly string[])[] {
  return (condition?.split(',') ?? []).map((path) => path.trim().split('.'))
}

/** Map entries and list items keep theirs: they are whole or not there. */
function withoutRequired({ required: _, ...schema }: Schema): Schema {
  if (schema.properties === undefined) return schema
  const properties = Object.entries(schema.properties).map(([name, property]) => [name, withoutRequired(property)])
  return { ...schema, properties: Object.fromEntries(properties) }
}

function enabled(schema: Schema): Schema {
  const own = schema.properties?.['enabled']
  return own ?? { description: 'Whether a parent chart installs this chart; without a parent it has no effect.', type: 'boolean' }
}

/** Helm hands the parent's `global` to every chart, with keys of which the chart knows nothing. */
function global(schema: Schema): Schema {
  const own = schema.properties?.['global'] ?? { description: 'Values that a parent chart shares with all its charts.', type: 'object' }
  return { ...own, additionalProperties: true }
}

function tags(dependencies: readonly Dependency[]): Properties {
  const names = [...new Set(dependencies.flatMap((dependency) => dependency.tags ?? []))]
  if (names.length === 0) return {}
  const properties = names.map((name) => [name, { description: `Whether the charts tagged ${name} are installed.`, type: 'boolean' }])
  return {
    tags: {
      description: 'Groups of charts, switched together; a condition of a chart beats its tags.',
      type: 'object',
      properties: Object.fromEntries(properties),
      additionalProperties: false,
    },
  }
}

/** Declares the boolean of a condition unless it is declared. */
function withSwitch(schema: Schema, path: readonly string[]): Schema {
  const [name, ...rest] = path
  if (name === undefined) return schema
  const own = schema.properties?.[name]
  // In a map of the user's the switch is declared by what the map may hold.
  if (own !== undefined && (rest.length === 0 || typeof own.additionalProperties === 'object')) return schema
  const leaf: Schema = { description: 'Whether the chart that names this condition is installed.', type: 'boolean' }
  const group: Schema = own ?? { description: 'Conditions of charts.', type: 'object', properties: {}, additionalProperties: false }
  const child = rest.length === 0 ? leaf : withSwitch(group, rest)
  return { ...schema, properties: { ...schema.properties, [name]: child } }
}
