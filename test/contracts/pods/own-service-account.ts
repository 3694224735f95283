import type { RenderingContract } from '../model.ts'
import { at, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { hookMoments } from '../read/hook.ts'
import { podsOf } from '../read/pods.ts'

/** kube-linter: deprecated-service-account-field, default-service-account. A test asks nothing of the API, and needs no account. */
export const ownServiceAccount: RenderingContract = {
  kind: 'rendering',
  name: 'own-service-account',
  sentence: 'Every workload has a service account of its own.',
  unless: /serviceAccount\.create=false$/,
  check: (rendering) => podsOf(rendering).filter(({ owner }) => !hookMoments(owner).includes('test')).flatMap(({ owner, path, spec }) => [
    ...(['', 'default'].includes(textAt(spec, 'serviceAccountName')) ? [found(owner, `${path}.serviceAccountName`)] : []),
    ...(at(spec, 'serviceAccount') === undefined ? [] : [found(owner, `${path}.serviceAccount`, 'is deprecated')]),
  ]),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { serviceAccount: shop, containers: [] }',
}
