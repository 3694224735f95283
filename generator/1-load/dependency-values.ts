import type { ChartSource, Dependency, Json, Schema } from '../model.ts'
import { pointerPart } from '../syntax/locate.ts'
import { isObject } from './merge-schema.ts'

type Values = { readonly [key: string]: Json }

/** The same charts, each with what its dependencies accept below their names or aliases, and with the defaults that it gives them. */
export function withDependencies(charts: readonly ChartSource[]): ChartSource[] {
  const schemas = new Map<string, Schema>()

  function schemaOf(chart: ChartSource, parents: readonly string[]): Schema {
    const known = schemas.get(chart.name)
    if (known !== undefined) return known
    const way = [...parents, chart.name]
    const below = (chart.metadata.dependencies ?? []).flatMap((dependency, index) => {
      const subchart = charts.find(({ name }) => name === dependency.name)
      // A rule tells of a chart that is part of itself; here it only has to come to an end.
      if (subchart === undefined || way.includes(subchart.name)) return []
      const at = `${chart.metadataFile.path}#/dependencies/${index}/values`
      return [[dependency.alias ?? dependency.name, dependencySchema(dependency, subchart, schemaOf(subchart, way), at)] as const]
    })
    const schema = below.length === 0 ? chart.schema : withSubcharts(chart.schema, below)
    schemas.set(chart.name, schema)
    return schema
  }

  return charts.map((chart) => ({ ...chart, schema: schemaOf(chart, []) }))
}

function withSubcharts(schema: Schema, below: readonly (readonly [string, Schema])[]): Schema {
  const subcharts = below.map(([key, { definitions: _, ...subchart }]) => [key, subchart] as const)
  const definitions = Object.assign({}, ...below.map(([, subchart]) => subchart.definitions), schema.definitions) as { readonly [name: string]: Schema }
  const sorted = Object.entries(definitions).sort(([left], [right]) => (left < right ? -1 : 1))
  return {
    ...schema,
    properties: { ...schema.properties, ...Object.fromEntries(subcharts), ...schema.properties },
    ...(sorted.length === 0 ? {} : { definitions: Object.fromEntries(sorted) }),
  }
}

function dependencySchema({ name, alias, condition, values }: Dependency, subchart: ChartSource, schema: Schema, at: string): Schema {
  const paths = (condition ?? '').split(',').map((path) => path.trim())
  const position = paths.indexOf(`${alias ?? name}.enabled`)
  const isSwitch = position !== -1
  // Helm follows the first that is there, so with a default the others would never be asked.
  const others = isSwitch ? paths.slice(position + 1) : []
  const enabled: Schema = { description: `Whether the chart ${name} is installed.`, type: 'boolean', ...(others.length === 0 ? {} : { 'x-otherwise': others }) }
  const { enabled: _, ...rest } = schema.properties ?? {}
  const properties = isSwitch ? { enabled, ...rest } : schema.properties
  const given = withGiven({ ...schema, ...(properties && { properties }) }, { ...(isSwitch && others.length === 0 ? { enabled: true } : {}), ...values }, at)
  // What is left out need not be told what it requires.
  const isOff = isSwitch && values?.['enabled'] === false
  return { ...(isOff ? withoutRequired(given) : given), description: subchart.metadata.description, 'x-subchart': name, 'x-section': 'Subcharts' }
}

/** Lays the parent's values over the defaults; those that are not declared are for a rule to report. */
function withGiven(schema: Schema, given: Values, at: string): Schema {
  const entries = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    const place = at + pointerPart(name)
    if (isGroup(property)) return [name, withGiven(property, isObject(value) ? (value as Values) : {}, place)] as const
    return [name, value === undefined ? property : { ...property, default: merged(property.default, value), 'x-default-at': place }] as const
  })
  const names = Object.keys(schema.properties ?? {}).filter((name) => Object.hasOwn(given, name))
  const required = schema.required?.filter((name) => !names.includes(name))
  return { ...schema, properties: Object.fromEntries(entries), ...(required === undefined ? {} : { required }), 'x-given': names }
}

/** An object whose keys the schema names, so that each of them has a default of its own. */
function isGroup({ $ref, properties, default: value }: Schema): boolean {
  return $ref === undefined && properties !== undefined && value === undefined
}

/** As Helm merges: maps by key, everything else is replaced. */
function merged(base: Json | undefined, over: Json): Json {
  if (!isObject(base) || !isObject(over)) return over
  const entries = Object.entries(over as Values).map(([key, value]) => [key, merged((base as Values)[key], value)] as const)
  return { ...(base as Values), ...Object.fromEntries(entries) }
}

/** Entries of maps and items of lists keep theirs: they are whole or not there. */
function withoutRequired({ required: _, ...schema }: Schema): Schema {
  if (schema.properties === undefined) return schema
  const properties = Object.entries(schema.properties).map(([name, property]) => [name, withoutRequired(property)])
  return { ...schema, properties: Object.fromEntries(properties) }
}
