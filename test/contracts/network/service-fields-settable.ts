import { isDeepStrictEqual } from 'node:util'
import type { ChartContract } from '../model.ts'
import { at, mapAt } from '../read/at.ts'
import { overlaid } from '../read/overlaid.ts'
import { schemaPaths } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'

/** Dual stack, traffic policies, classes: what a network needs is not for the chart to know. */
export const serviceFieldsSettable: ChartContract = {
  kind: 'chart',
  name: 'service-fields-settable',
  sentence: 'The fields of every Service can be set: IP families, traffic policies, class and ranges of the load balancer, session affinity.',
  check: async (chart) => {
    const services = schemaPaths(chart.schema).filter(({ path, schema }) => path.at(-1) === 'service' && 'type' in (schema.properties ?? {}) && !path.includes('*'))
    const checked = await Promise.all(services.flatMap(({ path, schema }) => fields.map(async ([field, sample]) => {
      if (!(field in (schema.properties ?? {}))) return [{ object: 'values', path: `${path.join('.')}.${field}`, detail: 'there is no such value' }]
      const renderings = await Promise.all(chart.scenarios.map(({ values }) => chart.render(overlaid(values, setAt({}, path, { type: 'LoadBalancer', [field]: sample })))))
      const arrives = renderings.some((rendering) => !('refusal' in rendering) && rendering.objects.some((object) =>
        object.kind === 'Service' && (isDeepStrictEqual(at(object, `spec.${field}`), sample) || (field === 'annotations' && isDeepStrictEqual(mapAt(object, 'metadata.annotations')['contract'], 'yes')))))
      return arrives ? [] : [{ object: 'values', path: `${path.join('.')}.${field}`, detail: 'arrives in no Service' }]
    })))
    return checked.flat()
  },
  caught: {
    'values.schema.json': '{"type":"object","properties":{"service":{"type":"object","properties":{"type":{"type":"string"}}}}}',
    'templates/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: x }\n',
  },
}

const fields: readonly (readonly [string, unknown])[] = [
  ['ipFamilyPolicy', 'PreferDualStack'], ['ipFamilies', ['IPv6', 'IPv4']], ['internalTrafficPolicy', 'Local'], ['externalTrafficPolicy', 'Local'],
  ['trafficDistribution', 'PreferSameZone'], ['sessionAffinity', 'ClientIP'], ['loadBalancerClass', 'example.com/contract'],
  ['loadBalancerSourceRanges', ['192.0.2.0/24']], ['clusterIP', '10.0.0.77'], ['annotations', { contract: 'yes' }],
]
