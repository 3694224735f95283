import type { RenderingContract } from '../model.ts'
import { at } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** kube-linter: unset-cpu-requirements, unset-memory-requirements. There is no limit for the CPU: it would slow a pod down on an idle node. */
export const resourcesSet: RenderingContract = {
  kind: 'rendering',
  name: 'resources-set',
  sentence: 'Every container says what CPU, memory and temporary storage it needs and how much of the latter two it may take.',
  check: (rendering) => containersOf(rendering).flatMap(({ pod, container, path }) =>
    wanted.filter((field) => at(container, `resources.${field}`) === undefined).map((field) => found(pod.owner, `${path}.resources.${field}`))),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, resources: { requests: { cpu: 1 } } }] }',
}

const wanted = ['requests.cpu', 'requests.memory', 'requests.ephemeral-storage', 'limits.memory', 'limits.ephemeral-storage']
