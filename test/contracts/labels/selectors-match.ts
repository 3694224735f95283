import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'
import { selects } from '../read/selects.ts'

/** kube-linter: mismatching-selector. */
export const selectorsMatch: RenderingContract = {
  kind: 'rendering',
  name: 'selectors-match',
  sentence: 'The selector of a workload takes the pods of its own template, and no others.',
  check: (rendering) => {
    const pods = podsOf(rendering)
    return pods.filter(({ owner }) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(owner.kind)).flatMap((pod) => {
      const selector = pod.owner.spec?.['selector']
      const others = pods.filter((other) => other.owner !== pod.owner && selects(selector, other.labels))
      return [
        ...(selects(selector, pod.labels) ? [] : [found(pod.owner, 'spec.selector', 'does not take its own pods')]),
        ...others.map(({ owner }) => found(pod.owner, 'spec.selector', `also takes pods of ${owner.kind}/${owner.metadata.name}`)),
      ]
    })
  },
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { selector: { matchLabels: { app: shop } }, template: { metadata: { labels: { app: shopp } } } }',
}
