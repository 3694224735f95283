import { claimsAreKept, claimsAreTheSame, claimsOf, keptIsFoundAgain } from '../checks/data-kept.ts'
import { hooksNeedNothingLater, hooksRanInOrder } from '../checks/hook-order.ts'
import { nothingIsLeft, objectsOf } from '../checks/leftovers.ts'
import { generatedEntries, passwordsAreUnchanged, readEntries } from '../checks/passwords.ts'
import { permissionsAreListed } from '../checks/permissions.ts'
import { referencesResolve } from '../checks/references-resolve.ts'
import { handMadeNumbersStay, scalable, scaleByHand } from '../checks/replicas.ts'
import { podAnnotations } from '../pod-annotations.ts'
import { releaseName } from '../release.ts'
import { stepsIn } from '../step.ts'
import type { Trial } from '../trial.ts'
import { refusesOnlyReplicas } from './refuses-only-replicas.ts'

/** Everything that happens to a release between the first installation and the last. */
export async function lifeCycle(trial: Trial): Promise<void> {
  const { cluster, namespace, chart, planned } = trial
  const step = stepsIn(cluster, namespace)
  const before = await objectsOf(cluster, namespace)
  await step('before the installation', async () => {
    referencesResolve([...planned.objects, ...planned.hooks.map(({ object }) => object)])
    hooksNeedNothingLater(planned)
    claimsAreKept(planned)
    scalable(planned.objects)
  })
  const generated = generatedEntries(planned.objects, (await trial.dryRun()).objects)

  const installed = await step('helm install', () => trial.install())
  await step('the hooks of the installation', () => ['pre-install', 'post-install'].forEach((event) => hooksRanInOrder(installed, event)))
  await step('what the service accounts may do', () => permissionsAreListed(cluster, namespace, chart, installed.objects))
  await step('helm test', () => cluster.helm('helm4', ['test', releaseName, '--namespace', namespace, '--timeout', '120s']))
  const passwords = await readEntries(cluster, namespace, generated)
  const passwordsStay = async (since: string) => passwordsAreUnchanged(passwords, await readEntries(cluster, namespace, generated), since)

  const claims = await claimsOf(cluster, namespace)
  const changes = podAnnotations(chart, { 'chartwright-lab/changed': 'yes' })
  const upgraded = await step('helm upgrade with other annotations of the pods', () => trial.upgrade(changes))
  await step('the upgrade', async () => {
    const isSame = JSON.stringify(upgraded.objects) === JSON.stringify(installed.objects)
    if (isSame) throw new Error('other annotations of the pods change nothing in the manifests')
    for (const event of ['pre-upgrade', 'post-upgrade']) hooksRanInOrder(upgraded, event)
    await passwordsStay('an upgrade')
    claimsAreTheSame(claims, await claimsOf(cluster, namespace))
  })

  const { byChart, byOthers } = scalable(upgraded.objects)
  if (byOthers.length > 0) await step('helm upgrade after "kubectl scale" of what the chart leaves to an autoscaler', async () => {
    await scaleByHand(cluster, namespace, byOthers, upgraded.objects)
    await trial.upgrade(changes)
    await handMadeNumbersStay(cluster, namespace, byOthers, upgraded.objects)
  })
  if (byChart.length > 0) await step('helm upgrade after "kubectl scale" of what the chart gives a number', async () => {
    await scaleByHand(cluster, namespace, byChart, upgraded.objects)
    await refusesOnlyReplicas(trial, changes, byChart)
    await trial.upgrade(changes, ['--force-conflicts'])
  })

  const back = await step('helm rollback', () => trial.rollback(installed.revision))
  await step('the rollback', async () => {
    if (JSON.stringify(back.objects) !== JSON.stringify(installed.objects)) throw new Error('the manifests are not those of the first revision again')
    for (const event of ['pre-rollback', 'post-rollback']) hooksRanInOrder(back, event)
    await passwordsStay('a rollback')
  })

  await step('helm uninstall', () => trial.uninstall())
  const kept = await step('what is left', () => nothingIsLeft(cluster, namespace, before, installed))
  if (kept.length === 0) return
  await step('helm install once more', async () => {
    await trial.install()
    keptIsFoundAgain(kept, claims, await objectsOf(cluster, namespace))
    await passwordsStay('a second installation with the old data')
    await trial.uninstall()
    await nothingIsLeft(cluster, namespace, before, installed)
  })
}
