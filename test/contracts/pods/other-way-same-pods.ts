import { isDeepStrictEqual } from 'node:util'
import type { ChangeContract, Fields, Rendering } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf, type Pod } from '../read/pods.ts'

/** The specs are templates of their own, in which a variable or a volume can be forgotten. */
export const otherWaySamePods: ChangeContract = {
  kind: 'change',
  name: 'other-way-same-pods',
  sentence: 'What runs in another way, as a Job instead of a CronJob or a Deployment, runs the same pods; only the command may differ where they end by themselves.',
  check: (before, after) => runningOf(after).flatMap((pod) => {
    const [other, ...more] = runningOf(before).filter((one) => isSameProgram(one, pod))
    const isOtherWay = other !== undefined && more.length === 0 && other.owner.kind !== pod.owner.kind && !runningOf(after).some((one) => one !== pod && isSameProgram(one, pod))
    if (!isOtherWay) return []
    const [was, is] = [other, pod].map((one) => partsOf(one, other.runsOnce === pod.runsOnce))
    return Object.keys({ ...was, ...is }).filter((part) => !isDeepStrictEqual(was![part], is![part])).map((part) => found(pod.owner, `${pod.path}.${part}`, `not as in the ${other.owner.kind}`))
  }),
  caught: {
    before: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: r-shop }\nspec: { template: { metadata: { labels: { app.kubernetes.io/name: shop } }, spec: { containers: [{ name: shop, env: [{ name: A, value: "1" }] }] } } }',
    after: 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: r-shop }\nspec: { jobTemplate: { spec: { template: { metadata: { labels: { app.kubernetes.io/name: shop } }, spec: { containers: [{ name: shop, env: [{ name: B, value: "1" }] }] } } } } }',
  },
}

function runningOf(rendering: Rendering): readonly Pod[] {
  return podsOf(rendering).filter(({ owner }) => ['Deployment', 'Job', 'CronJob'].includes(owner.kind))
}

function isSameProgram(one: Pod, other: Pod): boolean {
  return ['name', 'component'].every((label) => one.labels[`app.kubernetes.io/${label}`] === other.labels[`app.kubernetes.io/${label}`])
}

/** The fields of the spec and of each container by its name. */
function partsOf({ spec }: Pod, isWhole: boolean): Fields {
  const { restartPolicy: _, containers: __, initContainers: ___, ...others } = spec
  const containers = [...listAt(spec, 'initContainers'), ...listAt(spec, 'containers')].flatMap((container) =>
    Object.entries(container).filter(([field]) => isWhole || !ofCommand.includes(field)).map(([field, value]) => [`${textAt(container, 'name')}.${field}`, value]))
  return { ...others, ...Object.fromEntries(containers) as Fields }
}

const ofCommand = ['command', 'args', 'livenessProbe', 'readinessProbe', 'startupProbe']
