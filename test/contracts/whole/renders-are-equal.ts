import type { ChartContract } from '../model.ts'
import { differences } from '../read/differences.ts'

/** What is random or read from the clock makes every upgrade a change, and every look of Argo CD a difference. */
export const rendersAreEqual: ChartContract = {
  kind: 'chart',
  name: 'renders-are-equal',
  sentence: 'Two renderings with the same values are equal, whichever Helm makes them.',
  check: async (chart) => {
    const violations = await Promise.all(chart.scenarios.map(async ({ values }) => {
      const first = await chart.render(values)
      const others = [await chart.renderAgain(values, 'helm4'), await chart.renderAgain(values, 'helm3')]
      if ('refusal' in first) return []
      return others.flatMap((other) => ('refusal' in other ? [{ object: 'chart', path: 'values', detail: other.refusal }] : differences(first.objects, other.objects)))
    }))
    return violations.flat()
  },
  caught: { 'templates/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: x }\nstringData: { password: "{{ randAlphaNum 20 }}" }\n' },
}
