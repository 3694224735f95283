import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chartsIn, type ChartUnderTest, type ValuesCase } from '../charts/chart-under-test.ts'
import { endsOf } from '../charts/ends.ts'
import { remembered } from '../charts/remembered.ts'
import { isUmbrella } from '../charts/share.ts'
import { customResources } from '../tools/crds.ts'
import { repositoryFolder } from '../tools/places.ts'
import { atOnce } from './at-once.ts'
import { startCluster, tools, type Cluster, type ClusterOptions } from './cluster.ts'
import { earlierCharts } from './earlier-charts.ts'
import { failedUpgrade } from './journeys/failed-upgrade.ts'
import { helm3Release } from './journeys/helm-3-release.ts'
import { lifeCycle } from './journeys/life-cycle.ts'
import { throughRegistry } from './journeys/registry.ts'
import { upgradePath } from './journeys/upgrade-path.ts'
import { abandonedOnFailure, exclusiveKeys, openTrial, rendered, type Trial } from './trial.ts'

const isLong = process.env['CHARTWRIGHT_LONG'] === '1'

/** The present Kubernetes always; in the long mode its forerunner as it was, and older APIs as the present one emulates them. */
const older: { readonly [name: string]: Partial<ClusterOptions> } = {
  '1.36': { version: 'v1.36' },
  '1.36 by emulation': { emulatedVersion: '1.36' },
  '1.35 by emulation': { emulatedVersion: '1.35' },
}
const kubernetes = { '1.37': {}, ...(isLong ? older : {}) }
const charts = await chartsIn(join(repositoryFolder, 'dist-charts'))
const earlier = new Map(await Promise.all(charts.map(async (chart) => [chart.name, await earlierCharts(chart)] as const)))
const { skipped } = await customResources()
// Most of a journey is waiting for controllers.
const oneOfSome = atOnce(2 * availableParallelism())

/** What every case goes through, and what only the case with the most values does unless there is time; of an umbrella the defaults and that case, and the defaults, since its charts are led by themselves. */
const journeys: readonly Journey[] = [
  { title: 'lives its whole life', lead: lifeCycle, isForAll: true },
  { title: 'comes back from an upgrade that never gets ready', lead: failedUpgrade, isForAll: false },
  { title: 'is taken over from Helm 3', lead: helm3Release, isForAll: false },
]

function casesFor(chart: ChartUnderTest, { isForAll }: Journey): readonly ValuesCase[] {
  if (isLong || (isForAll && !isUmbrella(chart))) return chart.cases
  if (isForAll) return endsOf(chart.cases)
  return isUmbrella(chart) ? chart.cases.slice(0, 1) : endsOf(chart.cases).slice(-1)
}

interface Journey {
  readonly title: string
  readonly lead: (trial: Trial) => Promise<void>
  readonly isForAll: boolean
}

test('there are charts', () => {
  expect(charts.length).toBeGreaterThan(0)
})

for (const [version, options] of Object.entries(kubernetes)) describe(`on Kubernetes ${version}`, () => {
  let starting: Promise<Cluster> | undefined
  // What is remembered needs no cluster, so it is started by the first who asks.
  const cluster = () => (starting ??= startCluster({ hasDefinitions: true, registry: true, ...options }))
  // One that has not started has stopped itself, and each test has told why.
  afterAll(async () => (await starting?.catch(() => undefined))?.stop())

  for (const chart of charts) describe.concurrent(chart.name, () => {
    for (const journey of journeys) for (const values of casesFor(chart, journey)) {
      journeyTest(chart, values, journey.title, [], async () => abandonedOnFailure(await openTrial(await cluster(), chart, values), journey.lead))
    }

    const [first] = chart.cases
    if (first !== undefined) journeyTest(chart, first, 'goes through a registry', [], async () => abandonedOnFailure(await openTrial(await cluster(), chart, first), throughRegistry))

    for (const { title, chart: old } of earlier.get(chart.name) ?? []) {
      for (const values of isLong ? chart.cases : endsOf(chart.cases)) {
        const oldValues = old.cases.find(({ name }) => name === values.name)
        if (oldValues === undefined) continue
        journeyTest(chart, values, `follows on ${title}`, [title], async () => {
          const present = await openTrial(await cluster(), chart, values)
          const before = await openTrial(await cluster(), old, oldValues, { namespace: present.namespace })
          await abandonedOnFailure(present, () => upgradePath(before, present))
        })
      }
    }
    if ((earlier.get(chart.name) ?? []).length === 0) test.skip('follows on an earlier state of the chart: nothing other than the present one is committed, and nothing is tagged', () => {})
  })

  function journeyTest(chart: ChartUnderTest, values: ValuesCase, title: string, more: readonly string[], work: () => Promise<void>): void {
    test(`${values.name} ${title}`, { timeout: 1_200_000 }, async (context) => {
      const objects = await rendered(chart, values)
      const missing = skipped.find((definition) => objects.some(({ apiVersion }) => apiVersion.startsWith(`${definition.split('.').slice(1).join('.')}/`)))
      if (missing !== undefined) context.skip(`the definition ${missing} is not on this machine`)
      const depends = { sources: ['test/lab', 'test/tools/crds.ts'], tools: Object.values(tools), others: [...more, ...skipped] }
      await remembered(`lab-${chart.name} ${values.name} ${title} ${version}`, { ...chart, cases: [values] }, depends, () => oneOfSome(exclusiveKeys(objects), work))
      console.info(`${chart.name}: ${values.name} ${title} on Kubernetes ${version}`)
    })
  }
})
