import type { RenderingContract } from '../model.ts'
import { eachObject } from '../read/each-object.ts'
import { found } from '../read/found.ts'
import { leaves } from '../read/leaves.ts'

/** A null in a manifest is nearly always a key whose value has vanished, and server-side apply takes it for a request to remove a field. */
export const noNull: RenderingContract = {
  kind: 'rendering',
  name: 'no-null',
  sentence: 'No field of an object is null.',
  check: eachObject((object) => leaves(object).filter(({ value }) => value === null).map(({ path }) => found(object, path))),
  caught: 'apiVersion: v1\nkind: Service\nmetadata: { name: r-shop, annotations: }\nspec: { type: ClusterIP }',
}
