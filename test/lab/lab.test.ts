import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chartsIn, type ChartUnderTest, type ValuesCase } from '../charts/chart-under-test.ts'
import { customResources } from '../tools/crds.ts'
import { repositoryFolder } from '../tools/places.ts'
import { atOnce } from './at-once.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { earlierCharts } from './earlier-charts.ts'
import { failedUpgrade } from './journeys/failed-upgrade.ts'
import { helm3Release } from './journeys/helm-3-release.ts'
import { lifeCycle } from './journeys/life-cycle.ts'
import { throughRegistry } from './journeys/registry.ts'
import { upgradePath } from './journeys/upgrade-path.ts'
import { remembered } from './remembered.ts'
import { abandonedOnFailure, exclusiveKeys, openTrial, rendered, type Trial } from './trial.ts'

const minors = process.env['CHARTWRIGHT_LONG'] === '1' ? ['1.37', '1.36', '1.35'] : ['1.37']
const charts = await chartsIn(join(repositoryFolder, 'dist-charts'))
const earlier = new Map(await Promise.all(charts.map(async (chart) => [chart.name, await earlierCharts(chart)] as const)))
const { skipped } = await customResources()
const oneOfThree = atOnce(3)

const journeys: { readonly [title: string]: (trial: Trial) => Promise<void> } = {
  'lives its whole life': lifeCycle,
  'comes back from an upgrade that never gets ready': failedUpgrade,
  'is taken over from Helm 3': helm3Release,
}

test('there are charts', () => {
  expect(charts.length).toBeGreaterThan(0)
})

for (const minor of minors) describe(`on Kubernetes ${minor}`, () => {
  let starting: Promise<Cluster> | undefined
  // What is remembered needs no cluster, so it is started by the first who asks.
  const cluster = () => (starting ??= startCluster({ hasDefinitions: true, registry: true, ...(minor === minors[0] ? {} : { emulatedVersion: minor }) }))
  // One that has not started has stopped itself, and each test has told why.
  afterAll(async () => (await starting?.catch(() => undefined))?.stop())

  for (const chart of charts) describe.concurrent(chart.name, () => {
    for (const values of chart.cases) for (const [title, journey] of Object.entries(journeys)) journeyTest(chart, values, title, [], async () => abandonedOnFailure(await openTrial(await cluster(), chart, values), journey))

    const [first] = chart.cases
    if (first !== undefined) journeyTest(chart, first, 'goes through a registry', [], async () => abandonedOnFailure(await openTrial(await cluster(), chart, first), throughRegistry))

    for (const { title, chart: old } of earlier.get(chart.name) ?? []) {
      for (const values of chart.cases) {
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
      const name = `${chart.name} ${values.name} ${title} ${minor}`
      await remembered(name, chart, values, more, () => oneOfThree(exclusiveKeys(objects), work))
    })
  }
})
