import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartsIn } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import type { Rendered } from '../tools/helm-batch.ts'
import { repositoryFolder } from '../tools/places.ts'
import { identity, objectsOf, valuesAt, type KubernetesObject, type Labels } from './objects.ts'

const mastro = (await chartsIn(join(repositoryFolder, 'dist-charts'))).find(({ name }) => name === 'mastro')?.package ?? ''

/** Texts that turn into something else, or break out, wherever a template only pastes them. */
const hostile = [
  'yes', 'no', 'on', 'off', 'y', 'N', 'null', '~', 'true', 'False', '', ' ', '  both sides  ',
  '0777', '0x1f', '0o17', '1e3', '1_000', '.inf', '-.INF', '.nan', '1:30', '2001-01-01', '007', '+1', '1.0', '12345678901234567890',
  'a: b', 'a #b', '# c', '- d', '? e', '&f', '*g', '!h', '%i', '@j', '`k`', '|', '>', '{l: m}', '[n]', '{', '}', ',', ':', '---', '...', '<<', '=',
  `"`, `'`, `it's "quoted"`, '\\', 'back\\slash', '\\n', '\\u0041', '$HOME', '${HOME}', '$(HOME)', '$$(HOME)', '`id`',
  '{{ .Values }}', '{{', '}}', '{{ fail "x" }}', '{{/* x */}}', '%s %d %!', '</script>',
  'line\nbreak', 'line\n', '\nline', 'crlf\r\nend', '\ttab', 'tab\t', 'a\u0085b', 'a\u2028b', 'a\u2029b', '\ufeffbom', 'a\u00a0b', '\u0001\u0007\u001b', '\u007f', 'ä漢😀', '\u202eright', 'x'.repeat(70_000),
]

describe.for(['helm3', 'helm4'] as const)('%s', (engine) => {
  test('every text arrives as it was written, in each place for texts', async () => {
    const rendered = await (await openHelm()).render({ chart: mastro, engine, valuesYaml: yamlOf(valuesWith(hostile)) })
    const objects = objectsOf(rendered)
    const catalogue = named(objects, 'Deployment', 'catalogue')
    const pod = (valuesAt(catalogue, 'template')[0] as KubernetesObject).metadata
    const containers = (valuesAt(catalogue, 'containers')[0] ?? []) as readonly Container[]
    expect(containers[0]?.args).toEqual(hostile.filter(isExactInYaml))
    for (const [index, text] of hostile.entries()) {
      expect(containers[0]?.env?.find(({ name }) => name === `HOSTILE_${index}`)?.value).toBe(text)
      if (!isExactInYaml(text)) continue
      for (const { metadata } of [catalogue, named(objects, 'Service', 'catalogue')]) expect(metadata.annotations?.[`example.com/common-${index}`]).toBe(text)
      expect(pod.annotations?.[`example.com/pod-${index}`]).toBe(text)
      expect(named(objects, 'Service', 'catalogue').metadata.annotations?.[`example.com/service-${index}`]).toBe(text)
      // These go through tpl, so a template in them is meant as one.
      if (!text.includes('{{')) expect(objects.find(({ metadata }) => metadata.name === 'own')?.data?.[`text-${index}`]).toBe(text)
    }
    expect(differentInYaml11(rendered)).toEqual([])
  })

  test('no text changes what else is there', async () => {
    const { render } = await openHelm()
    const identities = async (texts: readonly string[]): Promise<readonly string[]> => objectsOf(await render({ chart: mastro, engine, valuesYaml: yamlOf(valuesWith(texts)) })).map(identity)
    expect(await identities(hostile)).toEqual(await identities(hostile.map(() => 'plain')))
  })

  test('secrets arrive as they were written', async () => {
    const texts = hostile.filter((text) => text !== '' && text.length < 1000)
    const crawlers = Object.fromEntries(texts.map((text, index) => [`c${index}`, { type: 's3', mode: 'job', s3: { endpoint: 'e', bucket: 'b', accessKeyId: { value: text }, secretAccessKey: { value: text } } }]))
    const rendered = await (await openHelm()).render({ chart: mastro, engine, valuesYaml: yamlOf({ crawlers }) })
    const secrets = new Map(objectsOf(rendered).filter(({ kind }) => kind === 'Secret').map((secret) => [secret.metadata.name, secretTexts(secret)]))
    for (const [index, text] of texts.entries()) {
      const own = [...secrets].filter(([name]) => name.endsWith(`crawler-c${index}`)).flatMap(([, values]) => values)
      expect(own.filter((value) => value === text)).toHaveLength(2)
    }
    expect(differentInYaml11(rendered)).toEqual([])
  })

  test('the connection string keeps its parts whatever the password is', async () => {
    const { render } = await openHelm()
    const off = { featurestore: { enabled: false }, metricstore: { enabled: false }, ui: { enabled: false } }
    for (const text of hostile.filter((text) => text !== '' && text.length < 1000)) {
      const values = { ...off, database: { mode: 'external' }, mongodb: { enabled: false }, externalMongodb: { username: 'me', password: { value: text } } }
      const objects = objectsOf(await render({ chart: mastro, engine, valuesYaml: yamlOf(values), skipSchemaValidation: true }))
      const secrets = objects.filter(({ kind }) => kind === 'Secret').flatMap(secretTexts)
      const addresses = secrets.flatMap((secret) => [...secret.matchAll(/mongodb:\/\/[^\s"']+/g)].map(([address]) => address))
      expect(addresses).toHaveLength(1)
      const { username, password, hostname, pathname } = new URL(addresses[0] ?? '')
      expect({ username, password: decodeURIComponent(password), hostname, pathname }).toEqual({ username: 'me', password: text, hostname: 'mongo-mongodb', pathname: '/mastro' })
    }
  })

  test("what Helm's toYaml cannot write is refused with its path instead of being lost", async () => {
    const { render } = await openHelm()
    for (const text of hostile.filter((text) => !isExactInYaml(text))) {
      const { error } = await render({ chart: mastro, engine, valuesYaml: yamlOf({ catalogue: { args: [text] }, commonAnnotations: { a: text } }) })
      expect(error).toMatch(/- catalogue\.args holds one of the characters /)
      expect(error).toMatch(/- commonAnnotations holds one of the characters /)
    }
  })

  test('what Helm itself takes for a missing value is gone: it deletes these words from all that it prints', async () => {
    const rendered = await (await openHelm()).render({ chart: mastro, engine, valuesYaml: yamlOf(valuesWith(['a <no value> b'])) })
    const containers = (valuesAt(named(objectsOf(rendered), 'Deployment', 'catalogue'), 'containers')[0] ?? []) as readonly Container[]
    expect(containers[0]?.args).toEqual(['a  b'])
  })
})

/** Helm's own toYaml loses these or turns them into blanks. */
function isExactInYaml(text: string): boolean {
  return !/[\u007f-\u009f\u2028\u2029\ufffe\uffff]/.test(text)
}

function valuesWith(texts: readonly string[]): object {
  const numbered = (prefix: string): object => Object.fromEntries(texts.map((text, index) => [`${prefix}${index}`, isExactInYaml(text) ? text : '']))
  const plain = Object.fromEntries(texts.map((text, index) => [`text-${index}`, text.includes('{{') || !isExactInYaml(text) ? '' : text]))
  return {
    commonAnnotations: numbered('example.com/common-'),
    catalogue: {
      args: texts.filter(isExactInYaml),
      env: Object.fromEntries(texts.map((text, index) => [`HOSTILE_${index}`, { value: text }])),
      podAnnotations: numbered('example.com/pod-'),
      service: { annotations: numbered('example.com/service-') },
    },
    extraObjects: { own: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, data: plain } },
  }
}

/** JSON, but YAML reads some characters of it as line breaks, or not at all. */
function yamlOf(values: object): string {
  return JSON.stringify(values).replaceAll(/[\u007f-\u00a0\u2028\u2029\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Helm and kubectl read YAML 1.1: what does not read the same there as in 1.2. */
function differentInYaml11({ manifests }: Rendered): readonly string[] {
  const different = manifests.filter(({ content }) => JSON.stringify(parse(content, { version: '1.1' })) !== JSON.stringify(parse(content, { version: '1.2' })))
  return different.map(({ path }) => path)
}

function named(objects: readonly KubernetesObject[], kind: string, app: string): KubernetesObject {
  const found = objects.find((object) => object.kind === kind && object.metadata.labels?.['app.kubernetes.io/name'] === app)
  if (found === undefined) throw new Error(`no ${kind} of ${app}`)
  return found
}

function secretTexts({ data = {}, stringData = {} }: KubernetesObject): readonly string[] {
  const decoded: Labels = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]))
  return Object.values({ ...decoded, ...stringData })
}

interface Container {
  readonly args?: readonly string[]
  readonly env?: readonly { readonly name: string; readonly value?: string }[]
}
