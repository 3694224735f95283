import type { ChartContract } from '../model.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** Where pods may run is the cluster's business: a default that no node meets leaves them pending. */
export const nowhereByDefault: ChartContract = {
  kind: 'chart',
  name: 'nowhere-by-default',
  sentence: 'With the default values pods run on any node, by any scheduler, with no priority, and spread only if that is possible.',
  check: async (chart) => {
    const rendering = await chart.render(chart.scenarios[0]?.values ?? {})
    if ('refusal' in rendering) return []
    return podsOf(rendering).flatMap(({ owner, path, spec }) => [
      ...fields.filter((field) => field in spec).map((field) => found(owner, `${path}.${field}`)),
      ...(JSON.stringify(spec).includes('"DoNotSchedule"') ? [found(owner, `${path}.topologySpreadConstraints`)] : []),
    ])
  },
  caught: { 'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { nodeSelector: { disk: ssd }, containers: [] }\n' },
}

const fields = ['nodeSelector', 'tolerations', 'affinity', 'priorityClassName', 'runtimeClassName', 'schedulerName', 'hostAliases', 'dnsConfig', 'dnsPolicy', 'nodeName']
