import type { RenderingContract } from '../model.ts'
import { textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { isGiven } from '../read/given.ts'

/** A fixed name is one that the second release in a namespace takes away from the first. */
export const namedAfterRelease: RenderingContract = {
  kind: 'rendering',
  name: 'named-after-release',
  sentence: "Every name begins with the release's name or with `fullnameOverride`, unless the user has given it.",
  check: (rendering) => {
    const prefix = textAt(rendering.values, 'fullnameOverride') || rendering.release.name
    return rendering.objects
      .filter(({ metadata: { name } }) => name !== prefix && !name.startsWith(`${prefix}-`) && !isGiven(rendering, name))
      .map((object) => found(object, 'metadata.name'))
  },
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop-settings }',
}
