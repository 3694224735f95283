import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

export const restartPolicy: RenderingContract = {
  kind: 'rendering',
  name: 'restart-policy',
  sentence: 'Pods of jobs, hooks and tests restart never or on failure, all others always.',
  check: (rendering) => podsOf(rendering)
    .filter(({ spec, runsOnce }) => !(runsOnce ? ['Never', 'OnFailure'] : [undefined, 'Always']).includes(spec['restartPolicy'] as string | undefined))
    .map(({ owner, path, spec }) => found(owner, `${path}.restartPolicy`, String(spec['restartPolicy']))),
  caught: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: r-shop }\nspec: { template: { spec: { containers: [] } } }',
}
