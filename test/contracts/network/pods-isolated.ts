import type { RenderingContract } from '../model.ts'
import { at } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'
import { selects } from '../read/selects.ts'

/** kube-linter: non-isolated-pod. */
export const podsIsolated: RenderingContract = {
  kind: 'rendering',
  name: 'pods-isolated',
  sentence: 'Every pod has a network policy.',
  unless: /networkPolicy\.enabled=false$/,
  check: (rendering) => podsOf(rendering)
    .filter(({ labels }) => !rendering.objects.some((object) => object.kind === 'NetworkPolicy' && selects(at(object, 'spec.podSelector'), labels)))
    .map(({ owner, path }) => found(owner, path)),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [] }',
}
