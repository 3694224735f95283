import type { ChartContract } from '../model.ts'
import { at, textsAt } from '../read/at.ts'
import { bySize } from '../read/by-size.ts'
import { containersOf } from '../read/pods.ts'
import { schemaPaths } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'

export const probesSettable: ChartContract = {
  kind: 'chart',
  name: 'probes-settable',
  sentence: 'Each probe can be switched off, and replaced as a whole.',
  check: async (chart) => {
    const probes = schemaPaths(chart.schema).filter(({ path }) => path.at(-2) === 'probes' && !path.includes('*'))
    const checked = await Promise.all(probes.map(async ({ path }) => {
      const place = `${path.at(-1)}Probe`
      let [isRemoved, isReplaced] = [false, false]
      for (const { values } of bySize(chart.scenarios)) {
        if (isRemoved && isReplaced) break
        const before = await chart.render(values)
        const off = await chart.render(setAt(values, [...path, 'enabled'], false))
        const other = await chart.render(setAt(values, [...path, 'override'], { exec: { command: ['contract'] } }))
        if ('refusal' in before || 'refusal' in off || 'refusal' in other) continue
        const count = (rendering: typeof before) => containersOf(rendering).filter(({ container }) => place in container).length
        isRemoved ||= count(off) < count(before)
        isReplaced ||= containersOf(other).some(({ container }) => textsAt(container, `${place}.exec.command`)[0] === 'contract' && at(container, `${place}.httpGet`) === undefined)
      }
      return [
        ...(isRemoved ? [] : [{ object: 'values', path: [...path, 'enabled'].join('.'), detail: 'does not remove the probe' }]),
        ...(isReplaced ? [] : [{ object: 'values', path: [...path, 'override'].join('.'), detail: 'does not replace the probe' }]),
      ]
    }))
    return checked.flat()
  },
  caught: {
    'values.schema.json': '{"type":"object","properties":{"probes":{"type":"object","properties":{"liveness":{"type":"object"}}}}}',
    'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: x, livenessProbe: { tcpSocket: { port: 80 } } }] }\n',
  },
}
