import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** A Service called like the app fills the app's own variables with addresses. */
export const noServiceLinks: RenderingContract = {
  kind: 'rendering',
  name: 'no-service-links',
  sentence: 'Pods get no environment variables from the Services around them.',
  unless: /enableServiceLinks=true$/,
  check: (rendering) => podsOf(rendering).filter(({ spec }) => spec['enableServiceLinks'] !== false).map(({ owner, path }) => found(owner, `${path}.enableServiceLinks`)),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [] }',
}
