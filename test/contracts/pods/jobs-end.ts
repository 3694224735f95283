import type { RenderingContract } from '../model.ts'
import { at } from '../read/at.ts'
import { found } from '../read/found.ts'
import { hookMoments } from '../read/hook.ts'

/** kube-linter: job-ttl-seconds-after-finished. A hook goes by its delete policy, and a CronJob keeps its own history. */
export const jobsEnd: RenderingContract = {
  kind: 'rendering',
  name: 'jobs-end',
  sentence: 'Every job gives up after some tries, and one that stands alone is removed when it is done.',
  check: ({ objects }) => objects.flatMap((object) => {
    if (object.kind !== 'Job' && object.kind !== 'CronJob') return []
    const path = object.kind === 'Job' ? 'spec' : 'spec.jobTemplate.spec'
    const wanted = object.kind === 'Job' && hookMoments(object).length === 0 ? ['backoffLimit', 'ttlSecondsAfterFinished'] : ['backoffLimit']
    return wanted.filter((field) => at(object, `${path}.${field}`) === undefined).map((field) => found(object, `${path}.${field}`))
  }),
  caught: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: r-shop }\nspec: { backoffLimit: 3 }',
}
