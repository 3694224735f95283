import type { ChangeContract } from '../model.ts'
import { found, nameOf } from '../read/found.ts'

/** Helm deletes what a later rendering leaves out. */
export const claimsStay: ChangeContract = {
  kind: 'change',
  name: 'claims-stay',
  sentence: 'No change of a value or a version makes a claim of the chart vanish, but the one that switches it off or names another.',
  unless: /nameOverride|(enabled|create)=false$|existingClaim|persistence|storage|mode=/i,
  check: (before, after) => before.objects.filter(({ kind }) => kind === 'PersistentVolumeClaim' || kind === 'StatefulSet')
    .filter((object) => !after.objects.some((other) => nameOf(other) === nameOf(object))).map((object) => found(object, 'metadata.name')),
  caught: { before: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: r-data }', after: 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: r-data-v2 }' },
}
