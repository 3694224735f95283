import type { RenderingContract } from '../model.ts'
import { listAt, mapAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** kube-linter: no-anti-affinity. */
export const replicasSpread: RenderingContract = {
  kind: 'rendering',
  name: 'replicas-spread',
  sentence: 'Several pods of a workload spread over nodes, if that is possible.',
  unless: /topologySpread=none$/,
  check: (rendering) => podsOf(rendering)
    .filter(({ owner }) => ['Deployment', 'StatefulSet'].includes(owner.kind) && Number(owner.spec?.['replicas'] ?? 2) > 1)
    .filter(({ spec }) => listAt(spec, 'topologySpreadConstraints').length === 0 && Object.keys(mapAt(spec, 'affinity.podAntiAffinity')).length === 0)
    .map(({ owner, path }) => found(owner, `${path}.topologySpreadConstraints`)),
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { replicas: 2, template: { spec: {} } }',
}
