import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chartsIn, type ChartUnderTest, type ValuesCase } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import { isUmbrella } from '../charts/share.ts'
import { podsOf } from '../contracts/read/pods.ts'
import { repositoryFolder } from '../tools/places.ts'
import { identity, objectsOf, type KubernetesObject, type Labels } from './objects.ts'

/** Two releases of one chart in one namespace leave each other alone: no object has the name of another, and nothing selects the other's pods. */
for (const chart of await chartsIn(join(repositoryFolder, 'dist-charts'))) {
  describe(chart.name, () => {
    for (const values of chart.cases) {
      for (const { title, first, second } of pairs(chart)) {
        test(`${values.name}: ${title}`, async () => {
          const [one, two] = [await rendered(chart, values, first), await rendered(chart, values, second)]
          expect(one.length).toBeGreaterThan(0)
          for (const objects of [one, two]) {
            const names = objects.map(identity)
            expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
            expect(objects.filter(({ metadata }) => !/^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/.test(metadata.name)).map(identity)).toEqual([])
          }
          expect(one.filter(isOfRelease).map(identity).filter((name) => two.some((other) => identity(other) === name))).toEqual([])
          expect(selectedFrom(one, two)).toEqual([])
          expect(selectedFrom(two, one)).toEqual([])
        })
      }
    }
  })
}

/** A StorageClass has the name that claims ask for; the first release makes it, and the others say that they don't. */
function isOfRelease({ kind }: KubernetesObject): boolean {
  return kind !== 'StorageClass'
}

/** A chart that only brings others along makes nothing whose name there is to override. */
function pairs(tested: ChartUnderTest): readonly Pair[] {
  const { name: chart, files } = tested
  const long = 'r'.repeat(52)
  const { properties } = JSON.parse(files.find(({ path }) => path === 'values.schema.json')?.text ?? '') as { readonly properties: object }
  const all: readonly Pair[] = [
    { title: 'two plain names', first: { release: 'one' }, second: { release: 'two' } },
    { title: 'one that is called like the chart', first: { release: chart }, second: { release: 'one' } },
    { title: 'one that begins with the other', first: { release: chart }, second: { release: `${chart}-${chart}` } },
    { title: 'names of 53 characters that differ at their end', first: { release: `${long}1` }, second: { release: `${long}2` } },
    { title: 'the same name override', first: { release: 'one', overrides: { nameOverride: 'shop' } }, second: { release: 'shop', overrides: { nameOverride: 'shop' } } },
    { title: 'long overrides that differ at their end', first: { release: 'one', overrides: { fullnameOverride: `${'f'.repeat(39)}1` } }, second: { release: 'two', overrides: { fullnameOverride: `${'f'.repeat(39)}2` } } },
    { title: 'an override that begins with the other', first: { release: 'one', overrides: { fullnameOverride: 'shop' } }, second: { release: 'two', overrides: { fullnameOverride: 'shop-shop' } } },
  ]
  return all.filter(({ first }) => !isUmbrella(tested) || Object.keys(first.overrides ?? {}).every((name) => name in properties))
}

async function rendered(chart: ChartUnderTest, values: ValuesCase, { release, overrides = {} }: Release): Promise<readonly KubernetesObject[]> {
  const helm = await openHelm()
  const valuesYaml = await helm.valuesOf(values, overrides)
  // The schema is the same for both, so one of them is enough to see that the values are right.
  const [three, four] = await Promise.all((['helm3', 'helm4'] as const).map(async (engine) => objectsOf(await helm.render({ chart: chart.package, engine, valuesYaml, release: { name: release }, skipSchemaValidation: engine === 'helm3' }))))
  expect(four).toEqual(three)
  return four ?? []
}

/** The objects whose selector takes pods of the others. */
function selectedFrom(selecting: readonly KubernetesObject[], others: readonly KubernetesObject[]): readonly string[] {
  const pods = podsOf({ objects: others }).map(({ labels }) => labels)
  return selecting.filter((object) => selectors(object).some((selector) => pods.some((pod) => Object.entries(selector).every(([key, value]) => pod[key] === value)))).map(identity)
}

function selectors({ kind, spec }: KubernetesObject): readonly Labels[] {
  const selector = spec?.['selector'] ?? spec?.['podSelector']
  if (selector === undefined || Object.keys(selector as object).length === 0) return []
  return [kind === 'Service' ? (selector as Labels) : (selector as { readonly matchLabels: Labels }).matchLabels]
}

interface Pair {
  readonly title: string
  readonly first: Release
  readonly second: Release
}

interface Release {
  readonly release: string
  readonly overrides?: { readonly [name: string]: string }
}
