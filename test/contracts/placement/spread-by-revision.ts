import type { RenderingContract } from '../model.ts'
import { listAt, textsAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** Without it the pods of the revision before count while they are replaced, and the new ones end up side by side; a label that no pod has is passed over in silence. */
export const spreadByRevision: RenderingContract = {
  kind: 'rendering',
  name: 'spread-by-revision',
  sentence: 'A rule by which the pods of one revision spread names the label that their controller gives to them.',
  check: (rendering) => podsOf(rendering).flatMap(({ owner, path, spec }) => {
    const strange = Object.entries(labels).filter(([kind]) => kind !== owner.kind).map(([, label]) => label).filter((label) => label !== labels[owner.kind])
    if (labels[owner.kind] === undefined) return []
    return listAt(spec, 'topologySpreadConstraints').flatMap((rule, index) => textsAt(rule, 'matchLabelKeys')
      .filter((key) => strange.includes(key)).map((key) => found(owner, `${path}.topologySpreadConstraints[${index}].matchLabelKeys`, key)))
  }),
  caught: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: r-shop }\nspec: { template: { metadata: { labels: { app: shop } }, spec: { topologySpreadConstraints: [{ labelSelector: { matchLabels: { app: shop } }, matchLabelKeys: [pod-template-hash] }] } } }',
}

/** What Kubernetes' controllers put on the pods of a revision. */
const labels: { readonly [kind: string]: string } = { Deployment: 'pod-template-hash', StatefulSet: 'controller-revision-hash', DaemonSet: 'controller-revision-hash' }
