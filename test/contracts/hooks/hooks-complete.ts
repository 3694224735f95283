import type { RenderingContract } from '../model.ts'
import { at } from '../read/at.ts'
import { found } from '../read/found.ts'
import { hookMoments } from '../read/hook.ts'

/** Without a delete policy the second run of a hook fails, since its object is there already. Argo CD runs hooks of both moments at every sync. */
export const hooksComplete: RenderingContract = {
  kind: 'rendering',
  name: 'hooks-complete',
  sentence: 'Every hook has a delete policy that lets it run again, a weight unless it is a test, and comes at upgrades as well as at installs.',
  check: ({ objects }) => objects.flatMap((object) => {
    const moments = hookMoments(object)
    if (moments.length === 0) return []
    const annotations = object.metadata.annotations ?? {}
    const pairs = [['pre-install', 'pre-upgrade'], ['post-install', 'post-upgrade']] as const
    return [
      ...((annotations['helm.sh/hook-delete-policy'] ?? '').includes('before-hook-creation') ? [] : [found(object, 'metadata.annotations.helm.sh/hook-delete-policy')]),
      ...(moments.includes('test') || /^-?\d+$/.test(annotations['helm.sh/hook-weight'] ?? '') ? [] : [found(object, 'metadata.annotations.helm.sh/hook-weight')]),
      ...pairs.filter(([one, two]) => moments.includes(one) !== moments.includes(two)).map(([, two]) => found(object, 'metadata.annotations.helm.sh/hook', `is not ${two}`)),
      ...(object.kind === 'Job' && at(object, 'spec.ttlSecondsAfterFinished') !== undefined ? [found(object, 'spec.ttlSecondsAfterFinished', 'Helm may miss that the hook has ended')] : []),
    ]
  }),
  caught: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: r-shop, annotations: { helm.sh/hook: pre-install, helm.sh/hook-weight: "1" } }',
}
