import type { ChartContract } from '../model.ts'
import { schemaPaths } from '../read/schema-paths.ts'

export const secretsOneShape: ChartContract = {
  kind: 'chart',
  name: 'secrets-one-shape',
  sentence: 'Every secret among the values has one shape: `value`, `existingSecret` and `existingSecretKey`.',
  check: async (chart) => schemaPaths(chart.schema)
    .filter(({ path, schema }) => schema.type === 'string' && /(password|passwd|secretKey|privateKey|apiKey|accessKey|token|keytab)$/i.test(path.at(-1) ?? '') && !/^existing/.test(path.at(-1) ?? ''))
    .map(({ path }) => ({ object: 'values', path: path.join('.') })),
  caught: { 'values.schema.json': '{"type":"object","properties":{"database":{"type":"object","properties":{"password":{"type":"string"}}}}}' },
}
