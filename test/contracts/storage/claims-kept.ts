import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'

/** What an uninstall deletes is gone; claims of a StatefulSet stay by themselves unless their retention policy says otherwise. */
export const claimsKept: RenderingContract = {
  kind: 'rendering',
  name: 'claims-kept',
  sentence: 'Claims outlive an uninstall, unless the user wants them gone.',
  unless: /(keep|retain|whenDeleted|resourcePolicy|retention)[A-Za-z]*(\.[A-Za-z]+)?=(false|Delete|)$/i,
  check: ({ objects }) => objects.flatMap((object) => {
    if (object.kind === 'PersistentVolumeClaim') return object.metadata.annotations?.['helm.sh/resource-policy'] === 'keep' ? [] : [found(object, 'metadata.annotations.helm.sh/resource-policy')]
    if (object.kind !== 'StatefulSet' || listAt(object, 'spec.volumeClaimTemplates').length === 0) return []
    return textAt(object, 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted') === 'Delete' ? [found(object, 'spec.persistentVolumeClaimRetentionPolicy.whenDeleted')] : []
  }),
  caught: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: r-data }\nspec: {}',
}
