import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartsIn, requiredValues } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import { subchartNames } from '../charts/share.ts'
import { tools } from '../charts/tools.ts'
import { emptyFolder, run } from '../cli/run-cli.ts'
import { repositoryFolder } from '../tools/places.ts'

const charts = await chartsIn(join(repositoryFolder, 'dist-charts'))
const mastro = charts.find(({ name }) => name === 'mastro')?.package ?? ''

const wrong: readonly { readonly title: string; readonly values: { readonly [name: string]: unknown }; readonly says: readonly string[] }[] = [
  { title: 'a typo at the top', values: { catalog: {} }, says: ["at '': additional properties 'catalog' not allowed"] },
  { title: 'a typo far down', values: { ui: { ingress: { hosts: { 'a.example.com': { tsl: true } } } } }, says: ["at '/ui/ingress/hosts/a.example.com': additional properties 'tsl' not allowed"] },
  { title: 'a typo in a Kubernetes type', values: { catalogue: { affinity: { nodeAfinity: {} } } }, says: ["at '/catalogue/affinity': additional properties 'nodeAfinity' not allowed"] },
  { title: 'a typo in an entry of a map', values: { crawlers: { lake: { type: 's3', bucket: 'x' } } }, says: ["at '/crawlers/lake': additional properties 'bucket' not allowed"] },
  { title: 'a string for a number', values: { catalogue: { replicas: '2' } }, says: ["at '/catalogue/replicas': got string, want integer"] },
  { title: 'a string for an object', values: { catalogue: { image: 'mastro:1' } }, says: ["at '/catalogue/image': got string, want object"] },
  { title: 'a number for a string', values: { catalogue: { env: { LEVEL: { value: 1 } } } }, says: ["at '/catalogue/env/LEVEL/value': got number, want string"] },
  { title: 'a string for a boolean', values: { ui: { ingress: { hosts: { 'a.example.com': { tls: 'yes' } } } } }, says: ["at '/ui/ingress/hosts/a.example.com/tls': got string, want boolean"] },
  { title: 'a string for a list', values: { ui: { service: { loadBalancerSourceRanges: '10.0.0.0/8' } } }, says: ["at '/ui/service/loadBalancerSourceRanges': got string, want array"] },
  { title: 'a list for a map', values: { catalogue: { env: [{ name: 'A', value: 'b' }] } }, says: ["at '/catalogue/env': got array, want object"] },
  { title: 'a word that is none of those there are', values: { crawlers: { lake: { type: 'oracle' } } }, says: ["at '/crawlers/lake/type': value must be one of"] },
  { title: 'a number that is too small', values: { catalogue: { service: { port: 0 } } }, says: ["at '/catalogue/service/port': minimum: got 0, want 1"] },
  { title: 'a list that must not be empty', values: { mongodb: { persistence: { accessModes: [] } } }, says: ["at '/mongodb/persistence/accessModes': minItems: got 0, want 1"] },
  { title: 'several at once', values: { ui: { replicas: 'x' }, featurestore: { image: { tga: '' } } }, says: ["at '/ui/replicas'", "at '/featurestore/image'"] },
]

/** A chart that is brought along would complain of its own nulls first. */
const withoutMongodb = { database: { mode: 'external' }, mongodb: { enabled: false } }

/** What is wrong in somebody's values is refused with its path, before anything reaches a cluster. */
describe.for(['helm3', 'helm4'] as const)('%s', (engine) => {
  test('refuses a typo on the command line', async () => {
    const refused = await run([tools[engine], 'template', 'r', mastro, '--set', 'catalogue.replcas=2'], { cwd: await emptyFolder() })
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' })
    expect(refused.stderr).toContain("at '/catalogue': additional properties 'replcas' not allowed")
  })

  test.for(wrong)('refuses $title', async ({ values, says }) => {
    const { error, manifests } = await (await openHelm()).render({ chart: mastro, engine, values })
    expect(manifests).toEqual([])
    for (const part of says) expect(error).toContain(part)
  })

  test('refuses every null with a sentence, all of them at once', async () => {
    const values = { catalogue: { replicas: null, image: null, ingress: { hosts: null } }, ...withoutMongodb, externalMongodb: { password: { value: null } }, global: null, crawlers: null, ui: null }
    const { error } = await (await openHelm()).render({ chart: mastro, engine, values })
    const paths = ['catalogue.replicas', 'catalogue.image', 'catalogue.ingress.hosts', 'externalMongodb.password.value', 'global', 'crawlers', 'ui']
    expect(error).toContain("mastro can't be installed with these values:")
    for (const path of paths) expect(error).toContain(`- ${path} is null: remove the line to get the default\n`)
    expect(error?.match(/ is null/g)).toHaveLength(paths.length)
  })

  for (const chart of charts) {
    test(`refuses null for each group of ${chart.name}`, async () => {
      const helm = await openHelm()
      const schema = JSON.parse(chart.files.find(({ path }) => path === 'values.schema.json')?.text ?? '') as { readonly properties: object }
      const required = parse(chart.files.find(({ path }) => path === requiredValues)?.text ?? '{}') as object
      const others = ['enabled', ...Object.keys(required)]
      const below = subchartNames(chart)
      const defaults = parse(chart.files.find(({ path }) => path === 'values.yaml')?.text ?? '') as { readonly [name: string]: { readonly [key: string]: unknown } | undefined }
      for (const name of Object.keys(schema.properties).filter((name) => !others.includes(name))) {
        const { error } = await helm.render({ chart: chart.package, engine, values: { ...required, [name]: null } })
        // A chart that is brought along has all that this one gives it taken away, and may then lack what it requires. Without a default of its switch nobody sees the null itself, but what no longer fits.
        const unseen = defaults[name]?.['enabled'] === undefined ? `|, but ${name}\\.\\w` : ''
        if (below.includes(name)) expect(error, name).toMatch(new RegExp(`- ${name} is null, and loses what this chart gives it|- at '/${name}.*': |^${name}:$|^${name} can't be installed${unseen}`, 'm'))
        else expect(error, name).toContain(`- ${name} is null: remove the line to get the default\n`)
      }
    })
  }

  test('takes null in a map of the user as a wish to have no such key', async () => {
    const helm = await openHelm()
    const manifests = async (values: object) => (await helm.render({ chart: mastro, engine, values: { ...values } })).manifests
    const without = await manifests({ catalogue: { env: { A: { value: 'a' } } } })
    expect(without).not.toEqual([])
    expect(await manifests({ catalogue: { env: { A: { value: 'a' }, B: null } }, crawlers: { lake: null }, commonLabels: { team: null } })).toEqual(without)
  })

  test('refuses several values that do not go together in one answer', async () => {
    const values = { ui: { ingress: { enabled: true } }, catalogue: { httpRoute: { enabled: true } }, crawlers: { lake: { type: 's3', mode: 'cronjob' } } }
    const { error } = await (await openHelm()).render({ chart: mastro, engine, values })
    for (const path of ['ui.ingress.hosts', 'catalogue.httpRoute.parentRefs', 'crawlers.lake.schedule']) expect(error).toContain(`- ${path} is empty`)
  })
})
