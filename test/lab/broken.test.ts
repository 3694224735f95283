import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { chartsIn, type ChartUnderTest } from '../charts/chart-under-test.ts'
import { atOnce } from './at-once.ts'
import { startCluster } from './cluster.ts'
import { failedUpgrade } from './journeys/failed-upgrade.ts'
import { helm3Release } from './journeys/helm-3-release.ts'
import { lifeCycle } from './journeys/life-cycle.ts'
import { upgradePath } from './journeys/upgrade-path.ts'
import { abandonedOnFailure, openTrial, type Trial } from './trial.ts'

/** The sound chart, and the same with a few files replaced by broken ones: each in a folder of its own. */
const fixtures = join(import.meta.dirname, 'fixtures')
const folder = await mkdtemp(join(tmpdir(), 'chartwright-broken-'))
const brokenNames = (await readdir(join(fixtures, 'broken'))).sort()
for (const name of ['sound', ...brokenNames]) await cp(join(fixtures, 'sound'), join(folder, name), { recursive: true })
for (const name of brokenNames) await cp(join(fixtures, 'broken', name), join(folder, name), { recursive: true })
const charts = await chartsIn(folder)

const cluster = await startCluster({ hasDefinitions: false })
const oneOfThree = atOnce(3)
afterAll(async () => {
  await cluster.stop()
  await rm(folder, { recursive: true })
})

/** What is said about each, and by which journey it is found. */
const broken: { readonly [name: string]: Finding } = {
  'claim-deleted': { by: lifeCycle, message: 'before the installation: "helm uninstall" would delete PersistentVolumeClaim "lab-backup" and the data on it' },
  'claim-forgotten': { by: lifeCycle, message: /^the upgrade: the claims were .*PersistentVolumeClaim "data-lab-store-1-0".* and now are .*data-lab-store-2-0.*, so the pods have lost their data/ },
  'duplicate-env': { by: lifeCycle, message: /^helm install: [^]*StatefulSet[^]*duplicate entries for key \[name="PASSWORD"\]/ },
  'field-unknown': { by: lifeCycle, message: /^helm install: [^]*StatefulSet[^]*mountpath/ },
  'hook-fails': { by: lifeCycle, timeout: '15s', message: /^helm install: [^]*lab-prepare[^]*The cluster warns:[^]*Job "lab-prepare": Job has reached the specified backoff limit/ },
  'hook-left-behind': { by: lifeCycle, message: 'what is left: after "helm uninstall" there still is ConfigMap "lab-prepare"' },
  'hook-needs-what-comes-later': {
    by: lifeCycle,
    message: 'before the installation: the hook Job "lab-prepare" runs before the installation and needs ServiceAccount "lab-store", which is made only after it',
  },
  'key-missing': { by: lifeCycle, message: 'before the installation: StatefulSet "lab-store" needs the key "passwort" of Secret "lab-store", which has only password' },
  'password-made-anew': { by: lifeCycle, message: 'the upgrade: an upgrade has made a new password: "password" of Secret "lab-store"' },
  'permission-missing': { by: lifeCycle, message: 'the README lists under "Permissions" that ServiceAccount "lab-store" may list configmaps, but it may not' },
  'permission-unlisted': { by: lifeCycle, message: 'ServiceAccount "lab-store" may delete configmaps, which the README does not list under "Permissions"' },
  'pod-breaks-the-policy': { by: lifeCycle, timeout: '15s', message: /^helm install: [^]*would violate PodSecurity [^]*The cluster warns:\nReplicaSet "lab-reader-.*violates PodSecurity "restricted:latest": runAsNonRoot != true/ },
  'replicas-with-autoscaler': { by: lifeCycle, message: 'before the installation: Deployment "lab-reader" has a number of pods and an autoscaler' },
  'selector-with-version': {
    by: async (trial) => upgradePath(await openTrial(cluster, chartOf('sound'), defaults(chartOf('sound')), { namespace: trial.namespace }), trial),
    message: /^helm upgrade to the present chart: [^]*lab-reader[^]*spec\.selector[^]*field is immutable/,
  },
}

test('each broken chart is here, and something is said about it', () => {
  expect(brokenNames).toEqual(Object.keys(broken).sort())
})

test.concurrent.for(Object.entries(broken))('the lab finds %s', async ([name, { by, message, timeout }]) => {
  const chart = chartOf(name)
  const found = oneOfThree([], async () => abandonedOnFailure(await openTrial(cluster, chart, defaults(chart), timeout === undefined ? {} : { timeout }), by))
  await expect(found).rejects.toThrow(message)
})

test.concurrent.for(Object.entries({ lifeCycle, failedUpgrade, helm3Release }))('a sound chart with data, hooks, passwords and permissions passes %s', async ([, journey]) => {
  const chart = chartOf('sound')
  await oneOfThree([], async () => journey(await openTrial(cluster, chart, defaults(chart))))
})

function chartOf(name: string): ChartUnderTest {
  const chart = charts.find((candidate) => basename(candidate.folder) === name)
  if (chart === undefined) throw new Error(`there is no chart "${name}"`)
  return chart
}

function defaults({ cases: [first] }: ChartUnderTest): ChartUnderTest['cases'][number] {
  if (first === undefined) throw new Error('every chart has the case of its defaults')
  return first
}

interface Finding {
  readonly by: (trial: Trial) => Promise<void>
  readonly message: string | RegExp
  /** Where Helm waits in vain. */
  readonly timeout?: string
}
