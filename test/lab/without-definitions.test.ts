import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chartsIn } from '../charts/chart-under-test.ts'
import { repositoryFolder } from '../tools/places.ts'
import { atOnce } from './at-once.ts'
import { startCluster } from './cluster.ts'
import type { KubernetesObject } from './kubernetes-object.ts'
import { releaseName } from './release.ts'
import { abandonedOnFailure, exclusiveKeys, openTrial, rendered } from './trial.ts'
import { objectsOf } from './checks/leftovers.ts'

/**
 * A cluster that knows Kubernetes' own kinds only, as most do at first: what needs no others is installed, and what does
 * ends with Helm's message about the missing kind, before anything is made.
 */
const cluster = await startCluster({ hasDefinitions: false })
afterAll(() => cluster.stop())
const charts = await chartsIn(join(repositoryFolder, 'dist-charts'))
const oneOfThree = atOnce(3)

for (const chart of charts) describe.concurrent(chart.name, async () => {
  for (const values of chart.cases) {
    const objects = await rendered(chart, values)
    const custom = objects.filter(isCustom)
    const isDefault = values === chart.cases[0]
    // A case without custom kinds differs in nothing from what the cluster with the definitions shows, so the defaults stand for all.
    if (custom.length === 0 && !isDefault) continue

    if (custom.length === 0) test(`${values.name} is installed where no custom kind is known`, () => oneOfThree(exclusiveKeys(objects), async () => {
      await abandonedOnFailure(await openTrial(cluster, chart, values), async (trial) => {
        await trial.install()
        await trial.uninstall()
      })
    }))
    else test(`${values.name} is refused where ${kindsOf(custom)} is unknown, and leaves nothing`, () => oneOfThree(exclusiveKeys(objects), async () => {
      const namespace = await cluster.newNamespace()
      const before = await objectsOf(cluster, namespace)
      const { exitCode, stderr } = await cluster.tryHelm('helm4', ['install', releaseName, chart.package, '--namespace', namespace, ...values.files.flatMap((file) => ['--values', file])])
      expect(exitCode).not.toBe(0)
      expect(stderr).toMatch(new RegExp(`no matches for kind "(${[...new Set(custom.map(({ kind }) => kind))].join('|')})" in version "[^"]+"\\s+ensure CRDs are installed first`))
      const left = (await objectsOf(cluster, namespace)).filter(({ metadata }) => !before.some((object) => object.metadata.uid === metadata.uid))
      expect(left.map(({ kind, metadata }) => `${kind} ${metadata.name}`).filter((name) => !name.startsWith('Secret sh.helm.release'))).toEqual([])
    }))
  }
})


/** Kubernetes' own groups have no dot, or end as these do; `gateway.networking.k8s.io` is a project of its own. */
function isCustom({ apiVersion }: KubernetesObject): boolean {
  const group = apiVersion.split('/').slice(0, -1).join('')
  return group.includes('.') && !ownGroups.includes(group)
}

const ownGroups: readonly string[] = ['networking.k8s.io', 'rbac.authorization.k8s.io', 'storage.k8s.io', 'scheduling.k8s.io', 'admissionregistration.k8s.io', 'coordination.k8s.io']

function kindsOf(objects: readonly KubernetesObject[]): string {
  return [...new Set(objects.map(({ kind }) => kind))].join(' and ')
}
