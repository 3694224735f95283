import { isDeepStrictEqual } from 'node:util'
import type { ChartContract, Fields } from '../model.ts'
import { at } from '../read/at.ts'
import { bySize } from '../read/by-size.ts'
import { overlaid } from '../read/overlaid.ts'
import { podsOf } from '../read/pods.ts'
import { setAt } from '../read/set-at.ts'
import { workloadValues } from '../read/workload-values.ts'

/** Which pods a value belongs to is not asked: it is enough that some pod gets it, and that no other value of the component did that. */
export const placementSettable: ChartContract = {
  kind: 'chart',
  name: 'placement-settable',
  sentence: 'Where the pods of a component run, and what else a pod can be told, is settable for it and arrives.',
  check: async (chart) => {
    const left = new Map<string, string>()
    const arrived = new Set<string>()
    for (const { values } of bySize(chart.scenarios)) {
      // All fields of a component at once; a component that is off in one scenario gets them in another.
      await Promise.all(workloadValues(chart, values).map(async ({ path, has }) => {
        const wanted = fields.filter((field) => !arrived.has([...path, field.value].join('.')))
        if (wanted.length === 0) return
        const rendering = await chart.render(overlaid(values, wanted.filter(({ value }) => has(value)).reduce<Fields>((all, { value, sample }) => setAt(all, [...path, value], sample), {})))
        for (const { value, field = value, sample, arrives = sample } of wanted) {
          const isThere = !('refusal' in rendering) && podsOf(rendering).some(({ spec }) => contains(at(spec, field), arrives))
          const where = [...path, value].join('.')
          if (isThere) arrived.add(where)
          else left.set(where, !has(value) ? 'there is no such value' : 'refusal' in rendering ? rendering.refusal : 'arrives in no pod')
        }
      }))
    }
    return [...left].filter(([where]) => !arrived.has(where)).map(([where, problem]) => ({ object: 'values', path: where, detail: problem }))
  },
  caught: {
    'values.yaml': 'web: { nodeSelector: {} }\n',
    'values.schema.json': '{"type":"object","properties":{"web":{"type":"object","properties":{"nodeSelector":{"type":"object"}}}}}',
    'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [] }\n',
  },
}

function contains(actual: unknown, wanted: unknown): boolean {
  if (isDeepStrictEqual(actual, wanted)) return true
  if (Array.isArray(actual)) return Array.isArray(wanted) ? wanted.every((item) => actual.some((other) => contains(other, item))) : false
  if (typeof actual !== 'object' || actual === null || typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return false
  return Object.entries(wanted).every(([key, value]) => contains((actual as Fields)[key], value))
}

const fields: readonly { readonly value: string; readonly field?: string; readonly sample: unknown; readonly arrives?: unknown }[] = [
  { value: 'nodeSelector', sample: { 'example.com/disk': 'contract' } },
  { value: 'tolerations', sample: [{ key: 'contract', operator: 'Exists' }] },
  { value: 'affinity', sample: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'contract', operator: 'Exists' }] }] } } } },
  { value: 'topologySpreadConstraints', sample: [{ maxSkew: 3, topologyKey: 'contract', whenUnsatisfiable: 'ScheduleAnyway' }] },
  { value: 'priorityClassName', sample: 'contract' },
  { value: 'runtimeClassName', sample: 'contract' },
  { value: 'schedulerName', sample: 'contract' },
  { value: 'dnsConfig', sample: { searches: ['contract.example.com'] } },
  { value: 'dnsPolicy', sample: 'Default' },
  { value: 'hostAliases', sample: { '192.0.2.7': ['contract.example.com'] }, arrives: [{ ip: '192.0.2.7', hostnames: ['contract.example.com'] }] },
  { value: 'terminationGracePeriodSeconds', sample: 4321 },
  { value: 'hostUsers', sample: false },
  { value: 'podSecurityContext', field: 'securityContext', sample: { runAsUser: 54321 } },
  { value: 'imagePullSecrets', sample: ['contract'], arrives: [{ name: 'contract' }] },
  { value: 'volumes', sample: { contract: { emptyDir: {} } }, arrives: [{ name: 'contract', emptyDir: {} }] },
  { value: 'initContainers', sample: [{ name: 'contract', image: 'contract:1' }] },
  { value: 'sidecars', field: 'containers', sample: { contract: { image: 'contract:1' } }, arrives: [{ name: 'contract', image: 'contract:1' }] },
  { value: 'podSpecPatch', field: 'contract', sample: { contract: 'yes' }, arrives: 'yes' },
  { value: 'containerPatch', field: 'containers', sample: { contract: 'yes' }, arrives: [{ contract: 'yes' }] },
  { value: 'containerSecurityContext', field: 'containers', sample: { runAsUser: 54321 }, arrives: [{ securityContext: { runAsUser: 54321 } }] },
  { value: 'resources', field: 'containers', sample: { requests: { cpu: '4321m' } }, arrives: [{ resources: { requests: { cpu: '4321m' } } }] },
  { value: 'lifecycle', field: 'containers', sample: { preStop: { exec: { command: ['contract'] } } }, arrives: [{ lifecycle: { preStop: { exec: { command: ['contract'] } } } }] },
  { value: 'command', field: 'containers', sample: ['contract'], arrives: [{ command: ['contract'] }] },
  { value: 'args', field: 'containers', sample: ['contract'], arrives: [{ args: ['contract'] }] },
  { value: 'env', field: 'containers', sample: { CONTRACT: { value: '1e3' } }, arrives: [{ env: [{ name: 'CONTRACT', value: '1e3' }] }] },
  { value: 'envFrom', field: 'containers', sample: [{ configMapRef: { name: 'contract' } }], arrives: [{ envFrom: [{ configMapRef: { name: 'contract' } }] }] },
  { value: 'volumeMounts', field: 'containers', sample: { '/contract': { name: 'contract' } }, arrives: [{ volumeMounts: [{ mountPath: '/contract', name: 'contract' }] }] },
]
