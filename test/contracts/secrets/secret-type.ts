import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'

/** The type of a Secret can never be changed, so it is better said than guessed. */
export const secretType: RenderingContract = {
  kind: 'rendering',
  name: 'secret-type',
  sentence: 'Every Secret says its type and holds something.',
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'Secret').flatMap((secret) => [
    ...(typeof secret['type'] === 'string' ? [] : [found(secret, 'type')]),
    ...(Object.keys({ ...secret.data, ...secret.stringData }).length > 0 ? [] : [found(secret, 'data')]),
  ]),
  caught: 'apiVersion: v1\nkind: Secret\nmetadata: { name: r-shop }\nstringData: { password: a }',
}
