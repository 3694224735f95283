import type { KubernetesObject } from '../kubernetes-object.ts'
import type { Trial } from '../trial.ts'

/**
 * A number that a chart writes and somebody has changed by hand is a conflict under server-side apply: Helm says so rather than
 * undoing it, and `--force-conflicts` undoes it. Anything else that it complains about is a fault of the chart.
 */
export async function refusesOnlyReplicas(trial: Trial, changes: object, scaled: readonly KubernetesObject[]): Promise<void> {
  const { exitCode, stderr } = await trial.tryUpgrade(changes, [])
  const isExpected = /Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps\/v1: \.spec\.replicas/.test(stderr)
  const isOfScaled = scaled.some(({ metadata }) => stderr.includes(`/${metadata.name} `))
  if (exitCode === 0 || !isExpected || !isOfScaled) throw new Error(`Helm was to refuse the number of pods that was set by hand, and nothing else; it said: ${stderr.trim()}`)
}
