import type { RenderingContract } from '../model.ts'
import { at } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** kube-linter: no-read-only-root-fs. */
export const readOnlyRoot: RenderingContract = {
  kind: 'rendering',
  name: 'read-only-root',
  sentence: "No container can write to its image's file system.",
  check: (rendering) => containersOf(rendering).filter(({ container }) => at(container, 'securityContext.readOnlyRootFilesystem') !== true)
    .map(({ pod, path }) => found(pod.owner, `${path}.securityContext.readOnlyRootFilesystem`)),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop }] }',
}
