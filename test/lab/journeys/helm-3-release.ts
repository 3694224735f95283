import { podAnnotations } from '../pod-annotations.ts'
import { stepsIn } from '../step.ts'
import type { Trial } from '../trial.ts'

/** A release of Helm 3 is taken over by Helm 4, which at first goes on as Helm 3 has begun, and then by its own way to apply. */
export async function helm3Release(trial: Trial): Promise<void> {
  const step = stepsIn(trial.cluster, trial.namespace)
  const changes = (value: string) => podAnnotations(trial.chart, { 'chartwright-lab/changed': value })
  await step('helm install by Helm 3', () => trial.install('helm3'))
  await step('helm upgrade by Helm 4 of what Helm 3 has installed', () => trial.upgrade(changes('once')))
  await step('helm upgrade --server-side=true by Helm 4 of what Helm 3 has installed', () => trial.upgrade(changes('twice'), ['--server-side=true']))
  await step('helm rollback by Helm 4 to what Helm 3 has installed', () => trial.rollback(1))
  await step('helm uninstall', () => trial.uninstall())
}
