import type { RenderingContract } from '../model.ts'
import { at } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'
import { selects } from '../read/selects.ts'

export const severalPodsHaveBudget: RenderingContract = {
  kind: 'rendering',
  name: 'several-pods-have-budget',
  sentence: 'A workload with several pods has a disruption budget, so that a drain does not take them all.',
  unless: /(podDisruptionBudget|pdb)\.enabled=false$/,
  check: (rendering) => podsOf(rendering)
    .filter(({ owner }) => ['Deployment', 'StatefulSet'].includes(owner.kind) && Number(owner.spec?.['replicas'] ?? 2) > 1)
    .filter(({ labels }) => !rendering.objects.some((object) => object.kind === 'PodDisruptionBudget' && selects(at(object, 'spec.selector'), labels)))
    .map(({ owner }) => found(owner, 'spec.replicas')),
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { replicas: 3, template: {} }',
}
