import type { ChangeContract } from '../model.ts'
import { found, nameOf } from '../read/found.ts'
import { hookMoments } from '../read/hook.ts'

export const jobsRenamed: ChangeContract = {
  kind: 'change',
  name: 'jobs-renamed',
  sentence: 'A job that is no hook gets another name when its pod changes: a job cannot be changed.',
  check: (before, after) => after.objects.filter((object) => object.kind === 'Job' && hookMoments(object).length === 0).flatMap((object) => {
    const earlier = before.objects.find((other) => nameOf(other) === nameOf(object))
    return earlier === undefined || JSON.stringify(earlier.spec?.['template']) === JSON.stringify(object.spec?.['template']) ? [] : [found(object, 'spec.template')]
  }),
  caught: {
    before: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: r-shop }\nspec: { template: { spec: { containers: [{ name: a }] } } }',
    after: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: r-shop }\nspec: { template: { spec: { containers: [{ name: b }] } } }',
  },
}
