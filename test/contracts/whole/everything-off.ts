import type { ChartContract, Fields } from '../model.ts'
import { found } from '../read/found.ts'
import { hookMoments } from '../read/hook.ts'
import { podsOf } from '../read/pods.ts'
import { overlaid } from '../read/overlaid.ts'
import { schemaPaths } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'

/**
 * What is left over when all is off is what somebody forgot to guard: all but the one app whose values are the chart's, which nothing but leaving out the chart switches off.
 * Charts that it brings along are judged with themselves; it may not work without them, so they stay as they are.
 */
export const everythingOff: ChartContract = {
  kind: 'chart',
  name: 'everything-off',
  sentence: 'With every `enabled` off, nothing that runs is rendered, but for the app that the chart as a whole is about and its test.',
  check: async (chart) => {
    const subcharts = Object.entries(chart.schema.properties ?? {}).filter(([, property]) => 'x-subchart' in property).map(([name]) => name)
    const off = schemaPaths(chart.schema)
      .filter(({ path, schema }) => path.at(-1) === 'enabled' && schema.type === 'boolean' && !path.includes('*') && !['global', 'enabled', ...subcharts].includes(path[0] ?? ''))
      .reduce<Fields>((values, { path }) => setAt(values, path, false), {})
    const rendering = await chart.render(overlaid(chart.scenarios[0]?.values ?? {}, off))
    if ('refusal' in rendering) return [{ object: 'chart', path: 'values', detail: rendering.refusal }]
    const isAboutOneApp = 'nodeSelector' in (chart.schema.properties ?? {})
    return podsOf(rendering)
      .filter(({ owner }) => subcharts.length === 0 || owner.metadata.labels?.['app.kubernetes.io/part-of'] === chart.name)
      .filter(({ owner }) => !isAboutOneApp || (owner.metadata.labels?.['app.kubernetes.io/name'] !== chart.name && !hookMoments(owner).includes('test')))
      .map(({ owner, path }) => found(owner, path))
  },
  caught: {
    'values.yaml': 'enabled: true\njob:\n  enabled: true\n',
    'values.schema.json': '{"type":"object","properties":{"job":{"type":"object","properties":{"enabled":{"type":"boolean"}}}}}',
    'templates/job.yaml': 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: x }\nspec: { template: { spec: { containers: [] } } }\n',
  },
}
