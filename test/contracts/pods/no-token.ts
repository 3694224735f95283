import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** A token that nobody needs is there for whoever breaks in. Where a chart shall make no role, the user binds one. */
export const noToken: RenderingContract = {
  kind: 'rendering',
  name: 'no-token',
  sentence: 'Pods and service accounts get no token for the Kubernetes API, unless a role is bound to the account.',
  unless: /(automountServiceAccountToken=true|rbac\.create=false)$/,
  check: (rendering) => {
    const bound = rendering.objects.filter(({ kind }) => /^(Cluster)?RoleBinding$/.test(kind)).flatMap((binding) => listAt(binding, 'subjects').map((subject) => textAt(subject, 'name')))
    return [
      ...podsOf(rendering).filter(({ spec }) => spec['automountServiceAccountToken'] !== false && !bound.includes(textAt(spec, 'serviceAccountName'))).map(({ owner, path }) => found(owner, `${path}.automountServiceAccountToken`)),
      ...rendering.objects.filter((object) => object.kind === 'ServiceAccount' && object['automountServiceAccountToken'] !== false && !bound.includes(object.metadata.name)).map((object) => found(object, 'automountServiceAccountToken')),
    ]
  },
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [] }',
}
