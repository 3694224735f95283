import { nameOf } from '../kubernetes-object.ts'
import { referencesOf } from '../references.ts'
import type { Hook, Release } from '../release.ts'

/** Throws when something that runs before the installation needs an object that only comes later: it would wait for it until the timeout. */
export function hooksNeedNothingLater({ objects, hooks }: Release): void {
  const early = inOrder(hooks, 'pre-install')
  const problems = early.flatMap((hook, index) => referencesOf(hook.object).flatMap(({ kind, name, from }) => {
    const isTarget = (object: Hook['object']) => object.kind === kind && object.metadata.name === name
    if (early.slice(0, index).some(({ object }) => isTarget(object))) return []
    const later = [...objects, ...hooks.map(({ object }) => object)].find(isTarget)
    return later === undefined ? [] : [`the hook ${from} runs before the installation and needs ${nameOf(later)}, which is made only after it: give that an earlier hook, or run this one after the installation`]
  }))
  if (problems.length > 0) throw new Error([...new Set(problems)].join('\n'))
}

/** Throws unless every hook of the event has run, succeeded, and begun after the one before it in weight had ended. */
export function hooksRanInOrder({ hooks }: Release, event: string): void {
  const ordered = inOrder(hooks, event)
  for (const [index, hook] of ordered.entries()) {
    if (hook.phase !== 'Succeeded') throw new Error(`the ${event} hook ${nameOf(hook.object)} is ${hook.phase === '' ? 'not run' : hook.phase}`)
    const previous = ordered[index - 1]
    const isEarly = previous !== undefined && Date.parse(hook.started) < Date.parse(previous.completed)
    if (isEarly) throw new Error(`the ${event} hook ${nameOf(hook.object)} of weight ${hook.weight} started before ${nameOf(previous.object)} of weight ${previous.weight} had ended`)
  }
}

/** Helm runs hooks by weight, then by kind in its order of installation, then by name. */
function inOrder(hooks: readonly Hook[], event: string): readonly Hook[] {
  const rank = ({ object }: Hook) => {
    const index = installOrder.indexOf(object.kind)
    return index === -1 ? installOrder.length : index
  }
  return hooks
    .filter(({ events }) => events.includes(event))
    .toSorted((left, right) => left.weight - right.weight || rank(left) - rank(right) || (left.object.metadata.name < right.object.metadata.name ? -1 : 1))
}

/** Those kinds of Helm's order that hooks are made of. */
const installOrder: readonly string[] = ['NetworkPolicy', 'ServiceAccount', 'Secret', 'ConfigMap', 'PersistentVolumeClaim', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'Service', 'Pod', 'Deployment', 'StatefulSet', 'Job', 'CronJob']
