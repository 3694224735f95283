import type { ChartFile, ChartSource, Json } from '../model.ts'
import { withDefaultsTold } from './schema/common-defaults.ts'
import { compose } from './schema/compose.ts'
import { jsonText } from './schema/json-text.ts'
import { namesAsKeys } from './schema/names-as-keys.ts'
import { publish } from './schema/publish.ts'
import { shareDefinitions } from './schema/share-definitions.ts'

/**
 * values.schema.json: one self-contained draft-07 file, the only dialect that Helm 3.0 to 4.x, ajv and editors enforce alike.
 * `subcharts` are the charts that a dependency may name.
 */
export function valuesSchema(chart: ChartSource, subcharts: readonly ChartSource[]): ChartFile {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...withDefaultsTold(shareDefinitions(namesAsKeys(publish(compose(chart, subcharts))), { areDefaultsLoose: isOfManyCharts(chart, subcharts) })),
  }
  return { path: 'values.schema.json', text: `${jsonText(schema as Json)}\n` }
}

/** An umbrella's schema has thousands of parts, each of which Helm compiles at every command: what its charts have in common is worth more there. */
function isOfManyCharts({ metadata }: ChartSource, subcharts: readonly ChartSource[]): boolean {
  const names = (metadata.dependencies ?? []).map(({ name }) => name)
  return subcharts.some(({ name, metadata: { dependencies = [] } }) => names.includes(name) && dependencies.length > 0)
}
