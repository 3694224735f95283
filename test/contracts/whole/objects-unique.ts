import type { KubernetesObject, RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'

export const objectsUnique: RenderingContract = {
  kind: 'rendering',
  name: 'objects-unique',
  sentence: 'No two objects of a rendering have the same kind and name.',
  check: ({ objects }) => objects.filter((object, index) => objects.findIndex((other) => identity(other) === identity(object)) < index).map((object) => found(object, 'metadata.name')),
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }',
}

/** A mutated template may leave out the API version. */
function identity({ apiVersion = '', kind, metadata }: KubernetesObject): string {
  return `${apiVersion.replace(/\/?[^/]*$/, '')} ${kind} ${metadata.name}`
}
