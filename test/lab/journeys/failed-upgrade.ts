import { objectsArrived } from '../checks/objects-arrived.ts'
import { eventually } from '../cluster.ts'
import { keepsPodsRunning, type KubernetesObject, type Metadata } from '../kubernetes-object.ts'
import { podAnnotations } from '../pod-annotations.ts'
import { releaseOf } from '../release.ts'
import { stepsIn } from '../step.ts'
import type { Trial } from '../trial.ts'

/** An upgrade whose pods never get ready: `--rollback-on-failure` must bring back what was there before. */
export async function failedUpgrade(trial: Trial): Promise<void> {
  const { cluster, chart, namespace } = trial
  const step = stepsIn(cluster, namespace)
  const installed = await step('helm install', () => trial.install())
  if (!installed.objects.some(keepsPodsRunning)) return
  await step('helm upgrade --rollback-on-failure to pods that never get ready', async () => {
    const never = podAnnotations(chart, { 'kube-lab/ready': 'no' })
    const { exitCode, stderr } = await trial.tryUpgrade(never, ['--rollback-on-failure', '--wait', '--timeout', patience])
    const isRolledBack = exitCode !== 0 && stderr.includes('has been rolled back due to rollback-on-failure being set')
    if (!isRolledBack) throw new Error(`it was to fail and to be rolled back, but ended with ${exitCode}: ${stderr.trim()}`)
    const { status, description, objects } = await releaseOf(cluster, namespace)
    if (status !== 'deployed' || !description.startsWith('Rollback to')) throw new Error(`the release is ${status}: ${description}`)
    await objectsArrived(cluster, namespace, objects)
    await eventually(() => noUnreadyPods(trial))
  })
  await step('helm uninstall', () => trial.uninstall())
}

async function noUnreadyPods({ cluster, namespace }: Trial): Promise<void> {
  const { items } = JSON.parse(await cluster.kubectl(['get', 'pods', '--namespace', namespace, '--output', 'json'])) as { readonly items: readonly KubernetesObject[] }
  const unready = items.filter(({ metadata }) => metadata.annotations?.['kube-lab/ready'] === 'no' && !isOfJob(metadata))
  if (unready.length > 0) throw new Error(`pods of the failed upgrade are still there: ${unready.map(({ metadata }) => metadata.name).join(', ')}`)
}

/** A CronJob whose minute comes during the upgrade starts a Job that no rollback takes back. */
function isOfJob({ ownerReferences = [] }: Metadata): boolean {
  return ownerReferences.some(({ kind }) => kind === 'Job')
}

/** The rollback has as long as the upgrade, so this must be enough for pods that do get ready. */
const patience = '30s'
