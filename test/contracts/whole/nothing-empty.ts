import type { RenderingContract } from '../model.ts'
import { eachObject } from '../read/each-object.ts'
import { found } from '../read/found.ts'
import { leaves } from '../read/leaves.ts'

/** An empty field is nearly always one whose condition is missing: a value that says nothing is printed all the same. */
export const nothingEmpty: RenderingContract = {
  kind: 'rendering',
  name: 'nothing-empty',
  sentence: 'No field of an object is an empty text, list or map, but where that says something: an empty directory, a selector or rule for all, the core API group, no storage class, the text of a variable, file, word or annotation.',
  check: eachObject((object) => leaves(object)
    .filter(({ path, value }) => isEmpty(value) && !saysSomething.test(path))
    .map(({ path }) => found(object, path))),
  caught: 'apiVersion: v1\nkind: Service\nmetadata: { name: r-shop }\nspec: { type: LoadBalancer, loadBalancerClass: "" }',
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

const saysSomething = /(^|\.)(emptyDir|podSelector|namespaceSelector|storageClassName|apiGroups\[\d+\]|(ingress|egress|from|to)\[\d+\]|env\[\d+\]\.value|(command|args|arguments)\[\d+\]|(data|stringData|binaryData|annotations)\..*)$/
