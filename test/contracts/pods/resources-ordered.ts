import type { Fields, RenderingContract } from '../model.ts'
import { mapAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

export const resourcesOrdered: RenderingContract = {
  kind: 'rendering',
  name: 'resources-ordered',
  sentence: 'No container asks for more than it may take.',
  check: (rendering) => containersOf(rendering).flatMap(({ pod, container, path }) =>
    Object.keys(mapAt(container, 'resources.limits')).filter((name) => amount(mapAt(container, 'resources.requests'), name) > amount(mapAt(container, 'resources.limits'), name))
      .map((name) => found(pod.owner, `${path}.resources.requests.${name}`))),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, resources: { requests: { memory: 1Gi }, limits: { memory: 512Mi } } }] }',
}

/** A quantity of Kubernetes as a number. */
function amount(amounts: Fields, name: string): number {
  const [, digits, unit] = /^([0-9.]+)([A-Za-z]*)$/.exec(String(amounts[name] ?? '0')) ?? []
  return Number(digits ?? 0) * (units[unit ?? ''] ?? 1)
}

const units: { readonly [unit: string]: number } = { m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 }
