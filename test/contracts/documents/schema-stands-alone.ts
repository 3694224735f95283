import type { ChartContract } from '../model.ts'
import { leaves } from '../read/leaves.ts'
import { schemaPaths } from '../read/schema-paths.ts'

/** Helm fetches what a schema refers to, at every installation, and fails where there is no network. */
export const schemaStandsAlone: ChartContract = {
  kind: 'chart',
  name: 'schema-stands-alone',
  sentence: 'The schema refers to nothing outside of itself, describes every value, and leaves room for parent charts: `global` is open, `enabled` declared.',
  check: async (chart) => [
    ...leaves(chart.wholeSchema).filter(({ path, value }) => /(^|\.)\$ref$/.test(path) && !String(value).startsWith('#/')).map(({ path, value }) => ({ object: 'values.schema.json', path, detail: String(value) })),
    ...schemaPaths(chart.schema).filter(({ path, schema }) => !path.includes('*') && !schema.description).map(({ path }) => ({ object: 'values.schema.json', path: path.join('.'), detail: 'has no description' })),
    ...(chart.schema.properties?.['enabled'] === undefined ? [{ object: 'values.schema.json', path: 'enabled', detail: 'is not declared' }] : []),
    ...(chart.schema.properties?.['global'] === undefined || chart.schema.properties['global'].additionalProperties === false ? [{ object: 'values.schema.json', path: 'global', detail: 'is not open' }] : []),
  ],
  caught: { 'values.schema.json': '{"type":"object","properties":{"mode":{"$ref":"https://example.com/mode.json"}}}' },
}
