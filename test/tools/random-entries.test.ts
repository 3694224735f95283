import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartsIn, type ChartUnderTest, type ValuesCase } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import { repositoryFolder } from './places.ts'
import { randomEntries, withoutRandom, type RandomEntry } from './random-entries.ts'

const entries: readonly RandomEntry[] = [{ chart: 'store', template: 'store-secret.yml', keys: 'password|uri', reason: 'An example.' }]
const base64 = (text: string) => Buffer.from(text).toString('base64')
const one = 'a1'.repeat(16)
const other = 'B2'.repeat(16)

test.each([
  ['a password that is made up', { password: one }, { password: other }],
  ['one in a longer text', { uri: `db://me:${one}@host` }, { uri: `db://me:${other}@host` }],
])('%s is no difference', (_, first, second) => {
  expect(masked(first)).toBe(masked(second))
})

test.each([
  ['a key that is not named', { token: one }, { token: other }],
  ['a password that is given', { password: 'one' }, { password: 'two' }],
  ['one that is longer', { password: `${one}c` }, { password: `${other}c` }],
  ['what stands beside it', { uri: `db://me:${one}@host` }, { uri: `db://you:${one}@host` }],
])('%s is a difference', (_, first, second) => {
  expect(masked(first)).not.toBe(masked(second))
})

test('nothing changes in other templates and other kinds', () => {
  const content = secret({ password: one })
  expect(withoutRandom({ path: 'store/templates/other-secret.yml', content }, entries).content).toBe(content)
  const map = content.replace('Secret', 'ConfigMap')
  expect(withoutRandom({ path: 'store/templates/store-secret.yml', content: map }, entries).content).toBe(map)
})

test('a dependency of another chart is known by its template', () => {
  const content = secret({ password: one })
  expect(withoutRandom({ path: 'parent/charts/alias/templates/store-secret.yml', content }, entries).content).not.toBe(content)
})

test('each entry of the list gives a reason, and no two are for one template', () => {
  expect(randomEntries.filter(({ reason }) => reason.length < 20)).toEqual([])
  expect(new Set(randomEntries.map(({ template }) => template)).size).toBe(randomEntries.length)
})

const charts = await chartsIn(join(repositoryFolder, 'dist-charts'))

test.each(randomEntries.map((entry) => [entry.chart, entry] as const))('%s: what is listed is made up by chance, key by key', async (_, entry) => {
  expect(await staleKeys(entry), 'keys that no case makes up any more: take them off the list').toEqual([])
})

test('a key is stale that is given, that no values make, or whose chart is gone', async () => {
  const redis = randomEntries.find(({ chart }) => chart === 'redis')!
  expect(await staleKeys({ ...redis, keys: `${redis.keys}|token` })).toEqual(['token'])
  expect(await staleKeys({ ...redis, template: 'other-secret.yml' })).toEqual(redis.keys.split('|'))
  expect(await staleKeys({ ...redis, chart: 'gone' })).toEqual(redis.keys.split('|'))
})

/** Those of an entry's keys that are the same in every two renderings of the same values. */
async function staleKeys({ chart: name, template, keys, values = {} }: RandomEntry): Promise<readonly string[]> {
  const chart = charts.find((one) => one.name === name)
  const cases = (chart?.cases ?? []).flatMap((one) => [{ of: one, others: {} }, { of: one, others: values }])
  const random = (await Promise.all(cases.map(({ of, others }) => randomKeys(chart!, of, others, template)))).flat()
  return keys.split('|').filter((pattern) => !random.some((key) => new RegExp(`^(${pattern})$`).test(key)))
}

async function randomKeys(chart: ChartUnderTest, values: ValuesCase, others: object, template: string): Promise<readonly string[]> {
  const helm = await openHelm()
  const valuesYaml = await helm.valuesOf(values, others)
  const [first = [], second = []] = await Promise.all([1, 2].map(async () => {
    const { manifests } = await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml, isRandomKept: true })
    return manifests.filter(({ path }) => basename(path) === template).flatMap(({ content }) => Object.entries((parse(content) as Secret).data ?? {}))
  }))
  return first.filter(([key, text], index) => second[index]?.[0] === key && second[index][1] !== text).map(([key]) => key)
}

interface Secret {
  readonly data?: { readonly [key: string]: string }
}

function masked(data: { readonly [key: string]: string }): string {
  return withoutRandom({ path: 'store/templates/store-secret.yml', content: secret(data) }, entries).content
}

function secret(data: { readonly [key: string]: string }): string {
  const lines = Object.entries(data).map(([key, text]) => `  ${key}: "${base64(text)}"\n`)
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: store\ntype: Opaque\ndata:\n${lines.join('')}`
}
