import type { KubernetesObject, Rendering, RenderingContract } from '../model.ts'
import { at, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'
import { selects } from '../read/selects.ts'

/** kube-linter: pdb-max-unavailable, pdb-min-available, pdb-unhealthy-pod-eviction-policy. */
export const budgetLetsDrain: RenderingContract = {
  kind: 'rendering',
  name: 'budget-lets-drain',
  sentence: 'A disruption budget always lets one pod go, stands only where there are several, and does not hold on to pods that are broken.',
  unless: /unhealthyPodEvictionPolicy=/,
  check: (rendering) => rendering.objects.filter(({ kind }) => kind === 'PodDisruptionBudget').flatMap((budget) => [
    ...(['0', '0%'].includes(String(at(budget, 'spec.maxUnavailable'))) ? [found(budget, 'spec.maxUnavailable')] : []),
    ...(at(budget, 'spec.minAvailable') === undefined ? [] : [found(budget, 'spec.minAvailable', 'as many as there are pods block every drain; `maxUnavailable` does not')]),
    ...(at(budget, 'spec.maxUnavailable') === undefined ? [found(budget, 'spec.maxUnavailable')] : []),
    ...(textAt(budget, 'spec.unhealthyPodEvictionPolicy') === 'AlwaysAllow' ? [] : [found(budget, 'spec.unhealthyPodEvictionPolicy')]),
    ...(replicasBehind(rendering, budget) < 2 ? [found(budget, 'spec.selector', 'selects one pod alone')] : []),
  ]),
  caught: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: r-shop }\nspec: { maxUnavailable: 0 }',
}

/** Where an autoscaler decides, its lower limit counts. */
function replicasBehind(rendering: Rendering, budget: KubernetesObject): number {
  const owners = podsOf(rendering).filter(({ labels }) => selects(at(budget, 'spec.selector'), labels)).map(({ owner }) => owner)
  return owners.reduce((sum, owner) => {
    const scaler = rendering.objects.find((object) => ['HorizontalPodAutoscaler', 'ScaledObject'].includes(object.kind) && textAt(object, 'spec.scaleTargetRef.name') === owner.metadata.name)
    return sum + Number(owner.spec?.['replicas'] ?? at(scaler, 'spec.minReplicas') ?? at(scaler, 'spec.minReplicaCount') ?? 1)
  }, 0)
}
