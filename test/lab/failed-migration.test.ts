import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartsIn } from '../charts/chart-under-test.ts'
import { repositoryFolder } from '../tools/places.ts'
import { eventually, startCluster } from './cluster.ts'
import type { KubernetesObject, Texts } from './kubernetes-object.ts'
import { releaseName, releaseOf } from './release.ts'
import { abandonedOnFailure, openTrial, type Trial } from './trial.ts'

/**
 * An upgrade whose migration fails. Pods only pretend to run here, so those of the new version are told never to get ready, as they wait for
 * the migration; that they do is shown by test/live. What the controllers make of it, and Helm, is shown here.
 */
const cluster = await startCluster({ hasDefinitions: true })
afterAll(() => cluster.stop())
const chart = (await chartsIn(join(repositoryFolder, 'dist-charts'))).find(({ name }) => name === 'entity-service')
const apps = ['api', 'worker', 'highmemory-worker'] as const

const waiting = { podAnnotations: { 'kube-lab/ready': 'no' } }
const failing = {
  image: { tag: 'next' },
  api: waiting,
  workers: { ...waiting, highmemory: waiting },
  migration: { podAnnotations: { 'kube-lab/exit': '1' }, job: { backoffLimit: 0 } },
}

describe.concurrent('an upgrade of entity-service whose migration fails', () => {
  test.each(chart?.cases.filter(({ name }) => !name.startsWith('ci/')) ?? [])('leaves all pods of the old version ready: $name', async (values) => {
    if (chart === undefined) throw new Error('there is no such chart')
    await abandonedOnFailure(await openTrial(cluster, chart, values), async (trial) => {
      const { namespace } = trial
      const installed = await trial.install()
      const old = await readyPods(trial)
      for (const app of apps) expect(old[app]).toHaveLength(wantedPods(installed.objects, app))

      const upgrade = await trial.tryUpgrade(failing, ['--wait', '--timeout', '20s'])
      expect(upgrade.exitCode).not.toBe(0)
      expect(await readyPods(trial)).toEqual(old)
      expect((await releaseOf(cluster, namespace)).status).toBe('failed')

      const notes = await cluster.helm('helm4', ['get', 'notes', releaseName, '--namespace', namespace])
      const words = (pattern: RegExp) => (pattern.exec(notes)?.[1] ?? '').split(' ')
      const [look, again] = [words(/^ {2}kubectl (.* logs .*)$/m), words(/^ {2}kubectl (.* delete job .*)$/m)]
      const failed = await migrations(trial, 'pods', look.at(-1) ?? '')
      expect(failed.map(({ status }) => (status as { readonly phase: string }).phase)).toEqual(['Failed'])

      const [job] = await migrations(trial, 'jobs', look.at(-1) ?? '')
      await cluster.kubectl(again)
      await trial.tryUpgrade(failing, ['--wait', '--timeout', '5s'])
      const [second] = await migrations(trial, 'jobs', look.at(-1) ?? '')
      expect(second?.metadata.name).toBe(job?.metadata.name)
      expect(second?.metadata.uid).not.toBe(job?.metadata.uid)
      expect(await readyPods(trial)).toEqual(old)

      await trial.rollback(installed.revision)
      await eventually(async () => expect(await readyPods(trial)).toEqual(old))
      await trial.uninstall()
    })
  })
})

/** The images of the pods that are ready, for each app. */
async function readyPods({ namespace }: Trial): Promise<{ readonly [app: string]: readonly string[] }> {
  const { items } = parse(await cluster.kubectl(['get', 'pods', '--namespace', namespace, '--output', 'json'])) as { readonly items: readonly KubernetesObject[] }
  const ready = items.filter(({ metadata, status }) => metadata.deletionTimestamp === undefined && ((status as Status).conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True'))
  return Object.fromEntries(apps.map((app) => [app, ready.filter(({ metadata }) => appOf(metadata.labels) === app).map(({ spec }) => (spec?.['containers'] as readonly { readonly image: string }[])[0]?.image ?? '')]))
}

function wantedPods(objects: readonly KubernetesObject[], app: string): number {
  return Number(objects.find(({ kind, metadata }) => kind === 'Deployment' && appOf(metadata.labels) === app)?.spec?.['replicas'])
}

async function migrations({ namespace }: Trial, kind: 'jobs' | 'pods', selector: string): Promise<readonly KubernetesObject[]> {
  return (parse(await cluster.kubectl(['get', kind, '--namespace', namespace, '--selector', selector, '--output', 'json'])) as { readonly items: readonly KubernetesObject[] }).items
}

function appOf(labels: Texts | undefined): string | undefined {
  return labels?.['app.kubernetes.io/name']
}

interface Status {
  readonly conditions?: readonly { readonly type: string; readonly status: string }[]
}
