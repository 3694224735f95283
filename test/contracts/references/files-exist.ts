import type { RenderingContract } from '../model.ts'
import { contents } from '../read/contents.ts'
import { fileReferences } from '../read/file-references.ts'
import { found } from '../read/found.ts'
import { isGiven } from '../read/given.ts'
import { podsOf } from '../read/pods.ts'
import { isSibling } from '../read/sibling.ts'

export const filesExist: RenderingContract = {
  kind: 'rendering',
  name: 'files-exist',
  sentence: 'Every ConfigMap and Secret that a pod reads is in the chart, with that key, or is a name that the user gave, or that of another chart of the release.',
  check: (rendering) => podsOf(rendering).flatMap((pod) => fileReferences(pod).flatMap(({ kind, name, key, path, isOptional }) => {
    const object = [...rendering.objects, ...rendering.others].find((one) => one.kind === kind && one.metadata.name === name)
    if (object === undefined) return isOptional || isGiven(rendering, name) || isSibling(rendering, name) ? [] : [found(pod.owner, path, `${kind} "${name}" does not exist`)]
    return key === undefined || contents(object).some((content) => content.name === key) ? [] : [found(pod.owner, path, `${kind} "${name}" has no key "${key}"`)]
  })),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { volumes: [{ name: conf, secret: { secretName: r-shop-conf } }], containers: [] }',
}
