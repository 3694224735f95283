import type { ChartContract, Fields } from '../model.ts'
import { at, mapAt } from '../read/at.ts'
import { bySize } from '../read/by-size.ts'
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
    const removed = new Set<string>()
    const kept = new Map<string, string>()
    for (const { values } of bySize(chart.scenarios)) {
      const before = await chart.render(values)
      if ('refusal' in before) continue
      await Promise.all(workloadValues(chart, values).map(async ({ path }) => {
        const all = overlaid(chart.defaults, values)
        const wanted = contexts.flatMap((context) => Object.keys(mapAt(at(all, path), context)).map((field) => ({ context, field, where: [...path, context, field] }))).filter(({ where }) => !removed.has(where.join('.')))
        if (wanted.length === 0) return
        const after = await chart.render(overlaid(values, wanted.reduce<Fields>((nulls, { where }) => setAt(nulls, where, null), {})))
        for (const { context, field, where } of wanted) {
          if (!('refusal' in after) && count(after, context, field) < count(before, context, field)) removed.add(where.join('.'))
          else kept.set(where.join('.'), 'refusal' in after ? after.refusal : 'is still there when it is null')
        }
      }))
    }
    return [...kept].filter(([path]) => !removed.has(path)).map(([path, detail]) => ({ object: 'values', path, detail }))
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
