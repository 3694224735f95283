import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** Kubernetes takes a variable without a value for an empty one, so that a lost line shows only in the program. */
export const envHasValue: RenderingContract = {
  kind: 'rendering',
  name: 'env-has-value',
  sentence: 'Every environment variable says its value, or where it comes from.',
  check: (rendering) => containersOf(rendering).flatMap(({ pod, container, path }) =>
    listAt(container, 'env').flatMap((entry, index) => (typeof entry['value'] === 'string' || isMap(entry['valueFrom']) ? [] : [found(pod.owner, `${path}.env[${index}]`, textAt(entry, 'name'))]))),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, env: [{ name: HOME }] }] }',
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
