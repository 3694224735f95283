import type { ChartFile, ChartSource, Json } from '../model.ts'
import { compose } from './schema/compose.ts'
import { jsonText } from './schema/json-text.ts'
import { publish } from './schema/publish.ts'
import { shareDefinitions } from './schema/share-definitions.ts'

/**
 * values.schema.json: one self-contained draft-07 file, the only dialect that Helm 3.0 to 4.x, ajv and editors enforce alike.
 * `subcharts` are the charts that a dependency may name.
 */
export function valuesSchema(chart: ChartSource, subcharts: readonly ChartSource[]): ChartFile {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...shareDefinitions(publish(compose(chart, subcharts))),
  }
  return { path: 'values.schema.json', text: `${jsonText(schema as Json)}\n` }
}
