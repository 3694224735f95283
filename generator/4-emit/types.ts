import type { ChartSource, Schema } from '../model.ts'
import { mapChildren } from './schema/map-children.ts'
import { definitionName } from './schema/reachable-definitions.ts'
import { valuesSchema } from './values-schema.ts'

/**
 * TypeScript types of a chart's values, so that values files can be written and checked as TypeScript.
 * The library brings a formatter along that is large, so it is loaded only when types are asked for.
 */
export async function valuesTypes(chart: ChartSource, subcharts: readonly ChartSource[] = []): Promise<string> {
  const { compile } = await import('json-schema-to-typescript')
  const { patternProperties: _, ...schema } = JSON.parse(valuesSchema(chart, subcharts).text) as Schema
  const text = await compile(withTypeNames(schema) as Parameters<typeof compile>[0], `${typeName(chart.name)}Values`, {
    format: false,
    bannerComment: `/** The values of the chart ${chart.name}. Made from its schema: change that instead. */`,
    unreachableDefinitions: true,
  })
  return text.replace(libraryComment, '')
}

/** What the library says of a definition that it can't see used. */
const libraryComment = /\/\*\*\n \* This interface was referenced by [^]*?\*\/\n/g

/**
 * A reference with a description beside it would be a type of its own for the library;
 * the name of the type in its place keeps one type and each description.
 */
function withTypeNames(schema: Schema): Schema {
  const names = new Map<string, string>()
  for (const definition of Object.keys(schema.definitions ?? {})) {
    let name = typeName(definition)
    for (let count = 2; [...names.values()].includes(name); count += 1) name = `${typeName(definition)}${count}`
    names.set(definition, name)
  }
  const rename = (node: Schema): Schema => {
    const { $ref, default: _, ...beside } = mapChildren(node, rename)
    return $ref === undefined ? beside : { ...beside, tsType: names.get(definitionName($ref))! }
  }
  const { definitions, ...root } = rename(schema)
  return { ...root, definitions: Object.fromEntries(Object.entries(definitions ?? {}).map(([name, one]) => [names.get(name)!, one])) }
}

/** `mlflow-serving-service` → `MlflowServingService`. */
function typeName(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/)
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
