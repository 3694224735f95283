import type { RenderingContract } from '../model.ts'
import { textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** kube-linter: latest-tag. */
export const imageFixed: RenderingContract = {
  kind: 'rendering',
  name: 'image-fixed',
  sentence: 'Every image has a tag other than `latest`, or a digest, and says when it is pulled.',
  check: (rendering) => containersOf(rendering).flatMap(({ pod, container, path }) => [
    ...(isFixed(textAt(container, 'image')) ? [] : [found(pod.owner, `${path}.image`, textAt(container, 'image'))]),
    ...(textAt(container, 'imagePullPolicy') === '' ? [found(pod.owner, `${path}.imagePullPolicy`)] : []),
  ]),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, image: "shop:latest", imagePullPolicy: Always }] }',
}

function isFixed(image: string): boolean {
  const [, , tag, digest] = /^([a-z0-9.-]+(?::\d+)?\/)?[a-z0-9._/-]+(?::([A-Za-z0-9_][A-Za-z0-9_.-]*))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(image) ?? []
  return digest !== undefined || (tag !== undefined && tag !== 'latest')
}
