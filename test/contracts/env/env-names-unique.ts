import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** kube-linter: duplicate-env-var. Server-side apply refuses the object. */
export const envNamesUnique: RenderingContract = {
  kind: 'rendering',
  name: 'env-names-unique',
  sentence: 'No container has two environment variables of one name, or one without a valid name.',
  check: (rendering) => containersOf(rendering).flatMap(({ pod, container, path }) => {
    const names = listAt(container, 'env').map((entry) => textAt(entry, 'name'))
    return names.flatMap((name, index) => (names.indexOf(name) < index || !/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) ? [found(pod.owner, `${path}.env[${index}]`, name)] : []))
  }),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, env: [{ name: A, value: "1" }, { name: A, value: "2" }] }] }',
}
