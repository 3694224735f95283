import type { RenderingContract } from '../model.ts'
import { at, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'

/** `helm template | kubectl apply` puts an object without a namespace wherever kubectl happens to point. */
export const inNamespace: RenderingContract = {
  kind: 'rendering',
  name: 'in-namespace',
  sentence: "Every object that belongs to a namespace says which: the release's, or that of `namespaceOverride`.",
  check: ({ objects, release, values }) => {
    const namespace = textAt(values, 'namespaceOverride') || release.namespace
    return objects
      .filter(({ kind, metadata }) => metadata.namespace !== (isOfCluster(kind) ? undefined : namespace))
      .map((object) => found(object, 'metadata.namespace', String(at(object, 'metadata.namespace'))))
  },
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }',
}

function isOfCluster(kind: string): boolean {
  return /^Cluster(Role|RoleBinding|Issuer)$|^(Namespace|PriorityClass|StorageClass|RuntimeClass|IngressClass|PersistentVolume|CustomResourceDefinition|(Validating|Mutating)WebhookConfiguration|APIService)$/.test(kind)
}
