import type { ChartContract, Fields } from '../model.ts'
import { listAt, mapAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { overlaid } from '../read/overlaid.ts'
import { containersOf, type PodContainer } from '../read/pods.ts'
import { setAt } from '../read/set-at.ts'
import { workloadValues } from '../read/workload-values.ts'
import { together } from '../run/together.ts'

/** Every variable of a chart's own containers is tried; the user's value arrives once, or the chart says why it must not. */
export const usersEnvWins: ChartContract = {
  kind: 'chart',
  name: 'users-env-wins',
  sentence: "A user's environment variable replaces the chart's of that name, or is refused with a message that names it.",
  check: async (chart) => {
    const checked = await Promise.all(chart.scenarios.map(async ({ values }) => {
      const before = await chart.render(values)
      if ('refusal' in before) return []
      // A variable of the user's own may have a source already, which Helm would merge with the value.
      const own = new Set(workloadValues(chart, values, chart.wholeSchema).flatMap(({ path }) => Object.keys(mapAt(values, [...path, 'env'].join('.')))))
      const names = new Set(containersOf(before).filter(({ isInit }) => !isInit).flatMap(({ container }) => listAt(container, 'env').map((entry) => textAt(entry, 'name'))).filter((name) => !own.has(name)))
      const tried = await together([...names], (some) => {
        const env = Object.fromEntries(some.map((name) => [name, { value: 'contract' }]))
        return chart.render(overlaid(values, workloadValues(chart, values, chart.wholeSchema).filter(({ has }) => has('env')).reduce<Fields>((all, { path }) => setAt(all, [...path, 'env'], env), {})))
      })
      return tried.flatMap(({ items, rendering: after }) => items.flatMap((name) => {
        if ('refusal' in after) return after.refusal.includes(name) ? [] : [{ object: 'values', path: `env.${name}`, detail: after.refusal }]
        const had = new Set(containersOf(before).filter((container) => hasOwn(container, name)).map(placeOf))
        return containersOf(after).filter((container) => had.has(placeOf(container)) && !isReplaced(container, name)).map(({ pod, path }) => found(pod.owner, `${path}.env`, name))
      }))
    }))
    return checked.flat()
  },
  caught: {
    'values.yaml': 'web: { nodeSelector: {}, env: {} }\n',
    'values.schema.json': '{"type":"object","properties":{"web":{"type":"object","properties":{"nodeSelector":{"type":"object"},"env":{"type":"object"}}}}}',
    'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec:\n  containers:\n    - name: x\n      env:\n        - { name: MODE, value: a }\n        {{- range $name, $entry := .Values.web.env }}\n        - { name: {{ $name }}, value: {{ $entry.value }} }\n        {{- end }}\n',
  },
}

function hasOwn({ container, isInit, path }: PodContainer, name: string): boolean {
  return !isInit && path.endsWith('.containers[0]') && listAt(container, 'env').some((entry) => entry['name'] === name)
}

function isReplaced({ container }: PodContainer, name: string): boolean {
  const entries = listAt(container, 'env').filter((entry) => entry['name'] === name)
  return entries.length === 1 && entries[0]?.['value'] === 'contract'
}

/** A job's name changes with what is in it. */
function placeOf({ pod, path }: PodContainer): string {
  return `${pod.owner.kind} ${pod.labels['app.kubernetes.io/name']} ${pod.labels['app.kubernetes.io/component']} ${path}`
}
