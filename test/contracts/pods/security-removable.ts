import type { ChartContract, Fields } from '../model.ts'
import { at, isMap } from '../read/at.ts'
import { overlaid } from '../read/overlaid.ts'
import { containersOf, podsOf } from '../read/pods.ts'
import { setAt } from '../read/set-at.ts'
import { workloadValues } from '../read/workload-values.ts'

/** Some clusters and some images need exactly one field gone. Null is Helm's way to take away what a chart has by default. */
export const securityRemovable: ChartContract = {
  kind: 'chart',
  name: 'security-removable',
  sentence: 'Each field of a security context can be removed by values.',
  check: async (chart) => {
    const checked = await Promise.all(chart.scenarios.flatMap(({ values }) => workloadValues(chart, values).flatMap(({ path }) => contexts.flatMap((context) => {
      const current = at(overlaid(chart.defaults, values), [...path, context])
      return Object.keys(isMap(current) ? current : {}).map(async (field) => {
        const where = [...path, context, field]
        const before = await chart.render(values)
        const after = await chart.render(overlaid(values, setAt({}, where, null)))
        if ('refusal' in before) return { where, isFewer: false, problem: before.refusal }
        if ('refusal' in after) return { where, isFewer: false, problem: after.refusal }
        return { where, isFewer: count(after, context, field) < count(before, context, field), problem: 'is still there when it is null' }
      })
    }))))
    const removed = new Set(checked.filter(({ isFewer }) => isFewer).map(({ where }) => where.join('.')))
    const kept = new Map(checked.map(({ where, problem }) => [where.join('.'), problem] as const).filter(([where]) => !removed.has(where)))
    return [...kept].map(([path, detail]) => ({ object: 'values', path, detail }))
  },
  caught: {
    'values.yaml': 'web: { nodeSelector: {}, podSecurityContext: { runAsUser: 1000 } }\n',
    'values.schema.json': '{"type":"object","properties":{"web":{"type":"object","properties":{"nodeSelector":{"type":"object"}}}}}',
    'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { securityContext: { runAsUser: 1000 }, containers: [] }\n',
  },
}

const contexts = ['podSecurityContext', 'containerSecurityContext'] as const

function count(rendering: Parameters<typeof podsOf>[0], context: (typeof contexts)[number], field: string): number {
  const holders: readonly Fields[] = context === 'podSecurityContext' ? podsOf(rendering).map(({ spec }) => spec) : containersOf(rendering).map(({ container }) => container)
  return holders.filter((holder) => at(holder, `securityContext.${field}`) !== undefined).length
}
