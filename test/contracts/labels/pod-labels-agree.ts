import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

export const podLabelsAgree: RenderingContract = {
  kind: 'rendering',
  name: 'pod-labels-agree',
  sentence: "A pod's `app.kubernetes.io` labels are those of the object that makes it, but for the component of an application with several kinds of pods.",
  check: (rendering) => podsOf(rendering).flatMap(({ owner, path, labels, isPart }) => Object.entries(labels)
    .filter(([key, value]) => key.startsWith('app.kubernetes.io/') && owner.metadata.labels?.[key] !== value && !(isPart && key === 'app.kubernetes.io/component'))
    .map(([key, value]) => found(owner, `${path.replace(/spec$/, 'metadata.labels')}.${key}`, `${value}, but ${owner.metadata.labels?.[key]} above`))),
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop, labels: { app.kubernetes.io/name: shop } }\nspec: { template: { metadata: { labels: { app.kubernetes.io/name: till } } } }',
}
