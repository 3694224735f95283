import type { RenderingContract } from '../model.ts'
import { listAt, textAt, textsAt } from '../read/at.ts'
import { found } from '../read/found.ts'

/** kube-linter: wildcard-in-rules, cluster-admin-role-binding, access-to-secrets. */
export const rightsAreSmall: RenderingContract = {
  kind: 'rendering',
  name: 'rights-are-small',
  sentence: 'Roles name what they allow, no star, and nothing is bound to cluster-admin.',
  check: ({ objects }) => objects.flatMap((object) => [
    ...(/^(Cluster)?Role$/.test(object.kind) ? listAt(object, 'rules').flatMap((rule, index) => ['verbs', 'resources', 'apiGroups'].filter((field) => textsAt(rule, field).includes('*')).map((field) => found(object, `rules[${index}].${field}`))) : []),
    ...(/^(Cluster)?RoleBinding$/.test(object.kind) && textAt(object, 'roleRef.name') === 'cluster-admin' ? [found(object, 'roleRef.name')] : []),
  ]),
  caught: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: r-shop }\nrules: [{ apiGroups: [""], resources: [secrets], verbs: ["*"] }]',
}
