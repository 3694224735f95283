import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Schema } from '../../generator/model.ts'
import { chartsIn, type ChartUnderTest, type ValuesCase } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import { isUmbrella } from '../charts/share.ts'
import { withNamesOfMaps } from '../charts/names-of-maps.ts'
import { repositoryFolder } from '../tools/places.ts'
import type { Rendered, RenderedManifest } from '../tools/helm-batch.ts'
import type { KubernetesObject } from './objects.ts'

const umbrellas = (await chartsIn(join(repositoryFolder, 'dist-charts'))).filter(isUmbrella)

/** The model API gets its models from the tracking server, which is of another group. */
const neededGroups: { readonly [chart: string]: readonly string[] } = { 'model-platform': ['tags.tracking'] }

/** A chart that runs nothing of its own, and brings others along. */
describe.for(umbrellas)('$name', (chart) => {
  test.for(['helm3', 'helm4'] as const)('%s refuses a typo at any depth of any chart that is brought along, with its whole path', async (engine) => {
    const schema = withNamesOfMaps(JSON.parse(chart.files.find(({ path }) => path === 'values.schema.json')?.text ?? '') as Schema)
    const below = dependenciesOf(chart).map(({ key }) => key)
    const places = closedObjects(schema, schema, []).filter(([first]) => below.includes(first ?? ''))
    expect(new Set(places.map(([first]) => first))).toEqual(new Set(below))
    const { error, manifests } = await (await openHelm()).render({ chart: chart.package, engine, values: withTypos(places) })
    expect(manifests).toEqual([])
    expect(places.filter((place) => !error?.includes(`- at '/${place.join('/')}': additional properties 'typo' not allowed`)).map((place) => place.join('.'))).toEqual([])
  })

  for (const { key, switches } of dependenciesOf(chart)) {
    test.for(['helm3', 'helm4'] as const)(`%s, ${key}: whatever switches it off takes all that it makes along, and nobody looks for it any more`, async (engine) => {
      const helm = await openHelm()
      const most = await mostOf(chart)
      const { below, beside } = partsOf(chart, most.rendered, key)
      const own = ownNames(below, beside)
      expect(own.length).toBeGreaterThan(0)
      for (const { title, values } of switches) {
        const left = await helm.render({ chart: chart.package, engine, valuesYaml: await helm.valuesOf(most.values, values) })
        // Where another still looks for it, the chart says which, and what is off. A group can go unless another group needs it.
        if (left.error !== undefined) {
          expect(left.error, title).toContain(`${chart.name} can't be installed with these values`)
          expect(left.error, title).toMatch(new RegExp(`^- .*\\b${title.startsWith('tags.') ? title : key}\\b`, 'm'))
          if (title.startsWith('tags.')) expect(neededGroups[chart.name]).toContain(title)
          continue
        }
        const parts = partsOf(chart, left, key)
        expect(parts.below.map(({ path }) => path), title).toEqual([])
        expect(parts.beside.length, title).toBeGreaterThan(0)
        expect(parts.beside.flatMap((manifest) => namedIn(manifest, own)), title).toEqual([])
      }
    })
  }

  const systems = dependenciesOf(chart).filter(({ tags }) => tags.length > 0)
  // A tag counts where its group is one system.
  const switches = systems.flatMap((system) => system.switches.filter(({ title }) => !systems.some((other) => other !== system && other.switches.some((one) => one.title === title))))
  test.for(chart.cases)('$name: a store that only one system used goes with that system, unless it is asked for', async (values) => {
    const helm = await openHelm()
    const valuesYaml = await helm.valuesOf(values)
    const given = (parse(valuesYaml) ?? {}) as { readonly [key: string]: { readonly enabled?: boolean } | undefined }
    // The Redis of model-platform is there from the beginning, for an entry point that only its user has.
    const byDefault = storesThere(chart, await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml: '' }))
    const before = storesThere(chart, await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml }))
    for (const { title, values: off } of switches) {
      const left = await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml: await helm.valuesOf(values, off) })
      if (left.error !== undefined) continue
      const idle = [...storesThere(chart, left)].filter(([key, use]) => use === 'idle' && before.get(key) === 'used' && given[key]?.enabled !== true && byDefault.get(key) !== 'idle')
      expect(idle.map(([key]) => key), title).toEqual([])
    }
  })
})

/** The charts that are brought along, and what switches each off: its condition, and each of its tags. */
function dependenciesOf({ files }: ChartUnderTest): readonly Dependency[] {
  const { dependencies } = parse(files.find(({ path }) => path === 'Chart.yaml')?.text ?? '') as { readonly dependencies: readonly { readonly name: string; readonly alias?: string; readonly tags?: readonly string[] }[] }
  return dependencies.map(({ name, alias, tags = [] }) => {
    const key = alias ?? name
    return { key, tags, switches: [{ title: `${key}.enabled`, values: { [key]: { enabled: false } } }, ...tags.map((tag) => ({ title: `tags.${tag}`, values: { tags: { [tag]: false } } }))] }
  })
}

const known = new Map<string, Promise<Most>>()

function mostOf(chart: ChartUnderTest): Promise<Most> {
  const most = known.get(chart.name) ?? findMost(chart)
  known.set(chart.name, most)
  return most
}

/** Of the chart's cases without tags, which would beat the switches, the one with the most charts switched on. */
async function findMost(chart: ChartUnderTest): Promise<Most> {
  const helm = await openHelm()
  const all = await Promise.all(chart.cases.map(async (values) => {
    const valuesYaml = await helm.valuesOf(values)
    return { values, valuesYaml, rendered: await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml }) }
  }))
  const charts = ({ manifests }: Rendered): number => new Set(manifests.map(({ path }) => path.split('/').slice(0, 3).join('/'))).size
  const [most] = all.filter(({ valuesYaml }) => !/^tags:/m.test(valuesYaml)).sort((one, other) => charts(other.rendered) - charts(one.rendered))
  if (most === undefined) throw new Error(`${chart.name} has no values without tags`)
  expect(most.rendered.error).toBeUndefined()
  return most
}

/** What the chart below a key makes, and what all others do. */
function partsOf({ name }: ChartUnderTest, { manifests }: Rendered, key: string): { readonly below: readonly RenderedManifest[]; readonly beside: readonly RenderedManifest[] } {
  const isBelow = ({ path }: RenderedManifest): boolean => path.startsWith(`${name}/charts/${key}/`)
  return { below: manifests.filter(isBelow), beside: manifests.filter((manifest) => !isBelow(manifest)) }
}

/** The charts without a group, which are there for others, and whether any of the others names the Services of each. */
function storesThere(chart: ChartUnderTest, rendered: Rendered): ReadonlyMap<string, 'used' | 'idle'> {
  const stores = dependenciesOf(chart).filter(({ tags }) => tags.length === 0)
  return new Map(stores.flatMap(({ key }) => {
    const { below, beside } = partsOf(chart, rendered, key)
    const services = below.flatMap(({ content }) => /^kind: Service$[^]*?^ {2}name: "?([^"\n]+)/m.exec(content)?.[1] ?? [])
    const name = new RegExp(`(?<![\\w-])(?:${services.join('|')})(?![\\w-])`)
    return below.length === 0 ? [] : [[key, beside.some(({ content }) => name.test(content)) ? 'used' : 'idle'] as const]
  }))
}

/** What others could refer to, and nobody else makes. */
function ownNames(below: readonly RenderedManifest[], beside: readonly RenderedManifest[]): readonly string[] {
  const names = (manifests: readonly RenderedManifest[]): readonly string[] => manifests
    .map(({ content }) => parse(content) as KubernetesObject)
    .filter(({ kind }) => ['Service', 'Secret', 'ConfigMap', 'ServiceAccount', 'PersistentVolumeClaim'].includes(kind))
    .map(({ metadata }) => metadata.name)
  const others = names(beside)
  return [...new Set(names(below))].filter((name) => !others.includes(name))
}

function namedIn({ path, content }: RenderedManifest, names: readonly string[]): readonly string[] {
  return names.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(content)).map((name) => `${path} names ${name}`)
}

/** Every object whose keys the schema names and that takes no others, along those keys. */
function closedObjects(root: Schema, schema: Schema, path: readonly string[]): readonly (readonly string[])[] {
  const resolved = schema.$ref === undefined ? schema : (root.definitions?.[schema.$ref.replace('#/definitions/', '')] ?? {})
  const below = Object.entries(resolved.properties ?? {}).flatMap(([name, property]) => (path.length < deepest ? closedObjects(root, property, [...path, name]) : []))
  return resolved.properties !== undefined && resolved.additionalProperties === false && path.length > 0 ? [path, ...below] : below
}

/** Kubernetes' own types have no end. */
const deepest = 6

function withTypos(places: readonly (readonly string[])[]): { readonly [key: string]: unknown } {
  const values: { [key: string]: unknown } = {}
  for (const place of places) {
    const at = place.reduce<{ [key: string]: unknown }>((map, name) => (map[name] ??= {}) as { [key: string]: unknown }, values)
    at['typo'] = true
  }
  return values
}

interface Most {
  readonly values: ValuesCase
  readonly rendered: Rendered
}

interface Dependency {
  readonly key: string
  readonly tags: readonly string[]
  readonly switches: readonly { readonly title: string; readonly values: object }[]
}
