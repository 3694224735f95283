import { isDeepStrictEqual } from 'node:util'
import type { ChartContract, Fields } from '../model.ts'
import { at, mapAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { overlaid } from '../read/overlaid.ts'
import { podsOf } from '../read/pods.ts'
import { schemaPaths } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'
import { workloadValues } from '../read/workload-values.ts'

/** What a parent chart says once holds for all its subcharts, until one of them says otherwise. */
export const placementGlobal: ChartContract = {
  kind: 'chart',
  name: 'placement-global',
  sentence: 'Node selector, tolerations, affinity and priority of `global` hold for every pod, and what a component says itself wins.',
  check: async (chart) => {
    const declared = schemaPaths(chart.schema).filter(({ path }) => path[0] === 'global' && path.length === 2).map(({ path }) => path[1])
    const absent = samples.filter(({ field }) => !declared.includes(field)).map(({ field }) => ({ object: 'values', path: `global.${field}`, detail: 'there is no such value' }))
    const checked = await Promise.all(chart.scenarios.flatMap(({ values }) => samples.filter(({ field }) => declared.includes(field)).map(async ({ field, ofAll, ofOne }) => {
      const global = setAt({}, ['global', field], ofAll)
      const everywhere = await chart.render(overlaid(values, global))
      const own = workloadValues(chart, values, chart.wholeSchema).filter(({ has }) => has(field)).reduce<Fields>((given, { path }) => setAt(given, [...path, field], ofOne), {})
      const replaced = await chart.render(overlaid(overlaid(values, global), own))
      if ('refusal' in everywhere || 'refusal' in replaced) return []
      const ownGiven = podsOf(await asRendering(chart.render(values))).map(({ spec }) => spec[field] !== undefined)
      return [
        ...podsOf(everywhere).filter(({ spec }, index) => ownGiven[index] !== true && !includes(spec[field], ofAll)).map(({ owner, path }) => found(owner, `${path}.${field}`, 'lacks what global says')),
        ...podsOf(replaced).filter(({ spec }) => !includes(spec[field], ofOne)).map(({ owner, path }) => found(owner, `${path}.${field}`, 'what the component says does not win')),
      ]
    })))
    return [...absent, ...checked.flat()]
  },
  caught: { 'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [] }\n' },
}

async function asRendering<T>(rendered: Promise<T>): Promise<Exclude<T, { readonly refusal: string }> | { readonly objects: readonly [] }> {
  const rendering = await rendered
  return typeof rendering === 'object' && rendering !== null && 'refusal' in rendering ? { objects: [] } : (rendering as Exclude<T, { readonly refusal: string }>)
}

/** A node selector joins that of the component; all else is one or the other. */
function includes(actual: unknown, wanted: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted)) {
    return Object.keys(wanted).every((key) => isDeepStrictEqual(at({ actual }, 'actual') === undefined ? undefined : mapAt({ actual }, 'actual')[key], (wanted as Fields)[key]))
  }
  return isDeepStrictEqual(actual, wanted)
}

const samples = [
  { field: 'nodeSelector', ofAll: { disk: 'all' }, ofOne: { disk: 'one' } },
  { field: 'tolerations', ofAll: [{ key: 'all', operator: 'Exists' }], ofOne: [{ key: 'one', operator: 'Exists' }] },
  { field: 'affinity', ofAll: { nodeAffinity: affinityTo('all') }, ofOne: { nodeAffinity: affinityTo('one') } },
  { field: 'priorityClassName', ofAll: 'all', ofOne: 'one' },
]

function affinityTo(key: string): Fields {
  return { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'Exists' }] }] } }
}
