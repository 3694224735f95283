import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { isGiven } from '../read/given.ts'
import { podsOf } from '../read/pods.ts'

/** kube-linter: non-existent-service-account. */
export const accountsExist: RenderingContract = {
  kind: 'rendering',
  name: 'accounts-exist',
  sentence: 'Every service account and role that is named exists in the chart, or the user gave its name.',
  check: (rendering) => {
    const exists = (kind: string, name: string) => name === '' || name === 'default' || isGiven(rendering, name) || [...rendering.objects, ...rendering.others].some((object) => object.kind === kind && object.metadata.name === name)
    const bindings = rendering.objects.filter(({ kind }) => /^(Cluster)?RoleBinding$/.test(kind))
    return [
      ...podsOf(rendering).filter(({ spec }) => !exists('ServiceAccount', textAt(spec, 'serviceAccountName'))).map(({ owner, path, spec }) => found(owner, `${path}.serviceAccountName`, textAt(spec, 'serviceAccountName'))),
      ...bindings.filter((binding) => !isBuiltIn(textAt(binding, 'roleRef.kind'), textAt(binding, 'roleRef.name')) && !exists(textAt(binding, 'roleRef.kind'), textAt(binding, 'roleRef.name'))).map((binding) => found(binding, 'roleRef', textAt(binding, 'roleRef.name'))),
      ...bindings.flatMap((binding) => listAt(binding, 'subjects').filter((subject) => subject['kind'] === 'ServiceAccount' && !exists('ServiceAccount', textAt(subject, 'name'))).map((subject) => found(binding, 'subjects', textAt(subject, 'name')))),
    ]
  },
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { serviceAccountName: r-shpo, containers: [] }',
}

/** Roles that every cluster has for its users. */
function isBuiltIn(kind: string, name: string): boolean {
  return kind === 'ClusterRole' && ['view', 'edit', 'admin', 'cluster-admin'].includes(name)
}
