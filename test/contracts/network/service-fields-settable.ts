import { isDeepStrictEqual } from 'node:util'
import type { ChartContract, KubernetesObject } from '../model.ts'
import { at } from '../read/at.ts'
import { bySize } from '../read/by-size.ts'
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
    const checked = await Promise.all(services.map(async ({ path, schema }) => {
      const absent = fields.filter(([field]) => !(field in (schema.properties ?? {})))
      const wanted = fields.filter((field) => !absent.includes(field))
      const given = setAt({}, path, { type: 'LoadBalancer', ...Object.fromEntries(wanted) })
      const renderings = await Promise.all(bySize(chart.scenarios).slice(0, 2).map(({ values }) => chart.render(overlaid(values, given))))
      const services = renderings.flatMap((rendering) => ('refusal' in rendering ? [] : rendering.objects.filter(({ kind }) => kind === 'Service')))
      const arrives = (service: KubernetesObject, field: string, sample: unknown) => (field === 'annotations' ? service.metadata.annotations?.['contract'] === 'yes' : isDeepStrictEqual(at(service, `spec.${field}`), sample))
      return [
        ...absent.map(([field]) => ({ object: 'values', path: `${path.join('.')}.${field}`, detail: 'there is no such value' })),
        ...wanted.filter(([field, sample]) => !services.some((service) => arrives(service, field, sample))).map(([field]) => ({ object: 'values', path: `${path.join('.')}.${field}`, detail: 'arrives in no Service' })),
      ]
    }))
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
