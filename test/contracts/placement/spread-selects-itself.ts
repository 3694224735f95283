import type { RenderingContract } from '../model.ts'
import { listAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'
import { selects } from '../read/selects.ts'

/** A constraint that counts other pods spreads nothing, and nobody is told. */
export const spreadSelectsItself: RenderingContract = {
  kind: 'rendering',
  name: 'spread-selects-itself',
  sentence: 'A rule by which pods spread or keep apart selects the pods that it stands on.',
  check: (rendering) => podsOf(rendering).flatMap(({ owner, path, spec, labels }) => [
    ...listAt(spec, 'topologySpreadConstraints').map((rule, index) => ({ rule, path: `${path}.topologySpreadConstraints[${index}]` })),
    ...listAt(spec, 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution').map((rule, index) => ({ rule, path: `${path}.affinity.podAntiAffinity[${index}]` })),
  ].filter(({ rule }) => !selects(rule['labelSelector'], labels)).map((rule) => found(owner, `${rule.path}.labelSelector`))),
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { template: { metadata: { labels: { app: shop } }, spec: { topologySpreadConstraints: [{ labelSelector: { matchLabels: { app: till } } }] } } }',
}
