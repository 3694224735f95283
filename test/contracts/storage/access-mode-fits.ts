import type { Rendering, RenderingContract } from '../model.ts'
import { at, listAt, textAt, textsAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf, type Pod } from '../read/pods.ts'

/** A volume that one node can mount keeps a second pod from starting, and a rolling update waits for it for ever. */
export const accessModeFits: RenderingContract = {
  kind: 'rendering',
  name: 'access-mode-fits',
  sentence: 'A Deployment whose claim only one node can mount has one pod at most, and replaces it after it has stopped.',
  check: (rendering) => podsOf(rendering).filter((pod) => pod.owner.kind === 'Deployment' && hasClaimOfOneNode(rendering, pod)).flatMap(({ owner }) => [
    ...(at(owner, 'spec.strategy.type') === 'Recreate' ? [] : [found(owner, 'spec.strategy.type')]),
    ...(Number(owner.spec?.['replicas'] ?? 1) <= 1 ? [] : [found(owner, 'spec.replicas')]),
  ]),
  caught: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: r-data }\nspec: { accessModes: [ReadWriteOnce] }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: r-data } }] } } }',
}

function hasClaimOfOneNode({ objects }: Rendering, { spec }: Pod): boolean {
  return listAt(spec, 'volumes').map((volume) => textAt(volume, 'persistentVolumeClaim.claimName')).some((name) => {
    const claim = objects.find(({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.name === name)
    return claim !== undefined && textsAt(claim, 'spec.accessModes').every((mode) => /^ReadWriteOnce/.test(mode))
  })
}
