import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { build } from '../../../generator/build.ts'
import type { Diagnostic, EmittedChart, Schema } from '../../../generator/model.ts'
import { writeFiles } from '../../language/compile.ts'
import { openHelmBatch, templateText, type HelmBatch } from '../../tools/helm-batch.ts'

/** `store`; `app`, which brings it along; `platform` with `app` twice, a `store` of its own that the first `app` is to use, and one that comes and goes with it. */
let helm: HelmBatch
let charts: readonly EmittedChart[] = []
let folder = ''

beforeAll(async () => {
  const diagnostics: Diagnostic[] = []
  charts = (await build(fileURLToPath(new URL('.', import.meta.url)), (diagnostic) => void diagnostics.push(diagnostic))).charts ?? []
  expect(diagnostics).toEqual([])
  folder = await mkdtemp(join(tmpdir(), 'umbrella-'))
  for (const { name, files } of charts) writeFiles(join(folder, name), files)
  helm = await openHelmBatch()
})

afterAll(async () => {
  await helm?.close()
  await rm(folder, { recursive: true, force: true })
})

const engines = ['helm3', 'helm4'] as const

test.each(engines)('%s shows a parent what it gives its charts, over their own defaults', async (engine) => {
  const data = await dataOf('platform', engine)
  expect(data['r-app']).toEqual({ title: 'Platform', host: 'r-store:5432', embedded: 'false', user: 'app', database: 'pages' })
  expect(data['r-platform']).toEqual({ domain: 'example.com', title: 'Platform', database: 'pages', second: 'App', store: 'store' })
  expect(data['r-store']).toEqual({ user: 'app', database: 'app', port: '5432' })
  expect(Object.keys(data).sort()).toEqual(['r-app', 'r-cache', 'r-platform', 'r-store'])
})

test.each(engines)('%s shows a parent the defaults of charts that are switched off', async (engine) => {
  const data = await dataOf('platform', engine, { app: { enabled: false }, store: { enabled: false } })
  expect(data).toEqual({ 'r-platform': { domain: 'example.com', title: 'Platform', database: 'pages', second: 'App', store: 'store' } })
  expect(await dataOf('app', engine, { store: { enabled: false } })).toEqual({ 'r-app': { title: 'App', host: 'r-app-store:5432', embedded: 'false', user: 'app', database: 'pages' } })
})

test.each(engines)('%s shows a parent what the user sets, at every depth', async (engine) => {
  const data = await dataOf('platform', engine, { app: { store: { auth: { database: 'mine' } } }, second: { enabled: true, title: 'Two', store: { port: 1, auth: { username: 'me' } } } })
  expect(data['r-platform']).toMatchObject({ database: 'mine', second: 'Two' })
  expect(data['r-second']).toMatchObject({ host: 'r-app-store:1', embedded: 'true', user: 'me' })
  expect(data['r-app-store']).toEqual({ user: 'me', database: 'pages', port: '1' })
})

test.each(engines)('%s looks at the first switch of a condition that is there, and shows it to the parent', async (engine) => {
  expect(Object.keys(await dataOf('platform', engine, { tags: { stores: false }, store: { enabled: true } }))).not.toContain('r-store')
  const data = await dataOf('platform', engine, { tags: { stores: true }, store: { enabled: false } })
  expect(data['r-store']).toBeDefined()
  expect(data['r-platform']).toMatchObject({ stores: 'true' })
  expect(Object.keys(await dataOf('platform', engine, { store: { enabled: false } }))).not.toContain('r-store')
  const { error } = await helm.render({ chart: join(folder, 'platform'), engine, values: { tags: { store: false } } })
  expect(error).toContain("at '/tags': additional properties 'store' not allowed")
})

test.each(engines)('%s switches a chart with another until its own switch is set', async (engine) => {
  const hasCache = async (values: Values): Promise<boolean> => Object.hasOwn(await dataOf('platform', engine, values), 'r-cache')
  expect(await hasCache({ app: { enabled: false } })).toBe(false)
  expect(await hasCache({ app: { enabled: false }, cache: { enabled: true } })).toBe(true)
  expect(await hasCache({ cache: { enabled: false } })).toBe(false)
  expect(await hasCache({ app: { enabled: false }, tags: { stores: true } })).toBe(true)
  expect(await hasCache({ tags: { stores: false } })).toBe(false)
})

test.each(engines)('%s refuses a typo and a null at every depth', async (engine) => {
  const messageOf = async (values: Values): Promise<string> => (await helm.render({ chart: join(folder, 'platform'), engine, values })).error ?? ''
  expect(await messageOf({ app: { store: { auth: { databse: 'x' } } } })).toContain("at '/app/store/auth': additional properties 'databse' not allowed")
  expect(await messageOf({ second: { store: { prot: 1 } } })).toContain("at '/second/store': additional properties 'prot' not allowed")
  expect(await messageOf({ app: { title: null } })).toContain('title is null')
  expect(await messageOf({ app: { enabled: false, title: null } })).toContain('app.title is null')
})

test('the parent has only what it gives in its values.yaml, and says so in its README', () => {
  expect(parse(textOf('app', 'values.yaml'))).toEqual({ title: 'App', store: { enabled: true, nameOverride: 'app-store', auth: { database: 'pages' }, labels: { kind: 'store', of: 'app' } } })
  expect(parse(textOf('platform', 'values.yaml'))).toEqual({
    domain: 'example.com',
    tags: {},
    app: { enabled: true, title: 'Platform', store: { enabled: false, nameOverride: 'store' } },
    second: { enabled: false },
    store: { enabled: true },
    cache: {},
  })
  expect(textOf('platform', 'values.yaml')).toMatch(/^ {2}# enabled: \(as tags\.stores, else app\.enabled\)$/m)
  const readme = textOf('platform', 'README.md')
  expect(readme).toContain('Its values are those of [app](charts/app/README.md).')
  expect(readme).not.toContain('app.store.auth')
  expect(readme).toContain('| `cache.enabled` | boolean | `tags.stores`, else `app.enabled` |')
})

test('the schema of the parent tells the defaults that hold, and where they stand that are not the same for both copies', () => {
  const { properties = {}, definitions = {} } = JSON.parse(textOf('platform', 'values.schema.json')) as Schema
  const { title } = definitions['app']?.properties ?? {}
  expect([properties['app']?.$ref, properties['second']?.$ref]).toEqual(['#/definitions/app', '#/definitions/app'])
  expect(title).toMatchObject({ description: expect.stringMatching(/ Default: see `values\.yaml`\.$/) as string })
  expect(title).not.toHaveProperty('default')
})

test('versions are those of the charts', () => {
  expect((parse(textOf('platform', 'Chart.yaml')) as { readonly dependencies: unknown }).dependencies).toEqual([
    { name: 'app', version: '2.0.0', repository: '', condition: 'app.enabled' },
    { name: 'app', version: '2.0.0', repository: '', condition: 'second.enabled', alias: 'second' },
    { name: 'store', version: '1.2.0', repository: '', condition: 'tags.stores,store.enabled', tags: ['stores'] },
    { name: 'store', version: '1.2.0', repository: '', condition: 'cache.enabled,tags.stores,app.enabled', alias: 'cache', tags: ['stores'] },
  ])
})

type Values = { readonly [key: string]: unknown }

interface ConfigMap {
  readonly metadata: { readonly name: string }
  readonly data: { readonly [key: string]: string }
}

async function dataOf(chart: string, engine: (typeof engines)[number], values: Values = {}): Promise<{ readonly [name: string]: { readonly [key: string]: string } }> {
  const rendered = await helm.render({ chart: join(folder, chart), engine, release: { name: 'r' }, values })
  expect(rendered.error).toBeUndefined()
  const objects = parseAllDocuments(templateText(rendered)).map((document) => document.toJS() as ConfigMap | null)
  return Object.fromEntries(objects.flatMap((object) => (object === null ? [] : [[object.metadata.name, object.data]])))
}

function textOf(chart: string, path: string): string {
  return charts.find(({ name }) => name === chart)?.files.find((file) => file.path === path)?.text ?? ''
}
