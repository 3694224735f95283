import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { isGiven } from '../read/given.ts'
import { podsOf } from '../read/pods.ts'

export const claimsExist: RenderingContract = {
  kind: 'rendering',
  name: 'claims-exist',
  sentence: 'Every claim that a pod mounts is in the chart, or is a name that the user gave.',
  check: (rendering) => podsOf(rendering).flatMap(({ owner, path, spec }) => listAt(spec, 'volumes').flatMap((volume, index) => {
    const name = textAt(volume, 'persistentVolumeClaim.claimName')
    const isThere = name === '' || isGiven(rendering, name) || [...rendering.objects, ...rendering.others].some(({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.name === name)
    return isThere ? [] : [found(owner, `${path}.volumes[${index}]`, name)]
  })),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: r-data } }], containers: [] }',
}
