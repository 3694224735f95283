import type { ChartContract } from '../model.ts'
import { leaves } from '../read/leaves.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { overlaid } from '../read/overlaid.ts'
import { containersOf, podsOf } from '../read/pods.ts'

/** A mirror is of no use if one image does not come from it. Images of the user's own containers stay as they are. */
export const imagesGlobal: ChartContract = {
  kind: 'chart',
  name: 'images-global',
  sentence: 'Every image comes from `global.imageRegistry` and every pod uses `global.imagePullSecrets`, if they are set.',
  check: async (chart) => {
    const checked = await Promise.all(chart.scenarios.map(async ({ values }) => {
      const rendering = await chart.render(overlaid(values, { global: { imageRegistry: 'mirror.example.com:5000', imagePullSecrets: ['mirror'] } }))
      if ('refusal' in rendering) return []
      const own = new Set(leaves(values).map(({ value }) => value))
      return [
        ...containersOf(rendering).filter(({ container }) => !textAt(container, 'image').startsWith('mirror.example.com:5000/') && !own.has(container['image'])).map(({ pod, container, path }) => found(pod.owner, `${path}.image`, textAt(container, 'image'))),
        ...podsOf(rendering).filter(({ spec }) => !listAt(spec, 'imagePullSecrets').some((secret) => secret['name'] === 'mirror')).map(({ owner, path }) => found(owner, `${path}.imagePullSecrets`)),
      ]
    }))
    return checked.flat()
  },
  caught: { 'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: x, image: "x:1" }] }\n' },
}
