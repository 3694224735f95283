import type { ChartContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { overlaid } from '../read/overlaid.ts'
import { podsOf } from '../read/pods.ts'
import { schemaPaths } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'

export const existingClaim: ChartContract = {
  kind: 'chart',
  name: 'existing-claim',
  sentence: 'A claim that the user names is mounted, and the chart makes none in its place.',
  check: async (chart) => {
    const places = schemaPaths(chart.schema).filter(({ path }) => path.at(-1) === 'existingClaim' && !path.includes('*'))
    const checked = await Promise.all(places.map(async ({ path }) => {
      const outcomes = await Promise.all(chart.scenarios.map(async ({ values }) => {
        const on = setAt(values, [...path.slice(0, -1), 'enabled'], true)
        const [own, other] = [await chart.render(on), await chart.render(overlaid(on, setAt({}, path, 'contract')))]
        if ('refusal' in own || 'refusal' in other) return false
        const claims = (rendering: typeof own) => rendering.objects.reduce((sum, object) => sum + (object.kind === 'PersistentVolumeClaim' ? 1 : listAt(object, 'spec.volumeClaimTemplates').length), 0)
        const isMounted = podsOf(other).some(({ spec }) => listAt(spec, 'volumes').some((volume) => textAt(volume, 'persistentVolumeClaim.claimName') === 'contract'))
        return isMounted && claims(other) < claims(own)
      }))
      return outcomes.includes(true) ? [] : [{ object: 'values', path: path.join('.'), detail: 'does not replace a claim' }]
    }))
    return checked.flat()
  },
  caught: {
    'values.schema.json': '{"type":"object","properties":{"data":{"type":"object","properties":{"existingClaim":{"type":"string"}}}}}',
    'templates/claim.yaml': 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: x }\n',
  },
}
