import { stepsIn } from '../step.ts'
import type { Trial } from '../trial.ts'

/** An earlier state of the chart, installed with the values that it had then, becomes the present one. Both are of one namespace. */
export async function upgradePath(earlier: Trial, present: Trial): Promise<void> {
  const step = stepsIn(present.cluster, present.namespace)
  await step('helm install of the earlier chart', () => earlier.install())
  await step('helm upgrade to the present chart', () => present.upgrade())
  await step('helm uninstall', () => present.uninstall())
}
