import { describe, expect, it } from 'vitest'
import { check } from '../../../generator/2-check/check.ts'
import type { Diagnostic } from '../../../generator/model.ts'
import { chart, loadFiles } from '../1-load/load-files.ts'

/** What loading and checking say, as `rule: message`. */
async function messages(files: { readonly [path: string]: string | object }): Promise<readonly string[]> {
  const { catalogue, diagnostics } = await loadFiles(files)
  const found: Diagnostic[] = [...diagnostics]
  check(catalogue, (diagnostic) => void found.push(diagnostic))
  return found.map(({ rule, message }) => `${rule}: ${message}`)
}

const object = (properties: object, more: object = {}): object => ({ type: 'object', additionalProperties: false, properties, ...more })
const text = { type: 'string', description: 'Some text.' }
const probe = { type: 'object', additionalProperties: false, properties: { period: { type: 'integer' } } }

describe('defaults', () => {
  it('of Kubernetes types are checked with the type', async () => {
    const schema = object({ probe: { $ref: 'kubernetes/Own.schema.json', description: 'A probe.', default: { period: 'x', perod: 1 } } })
    expect(await messages({ ...chart('a', schema), 'schemas/kubernetes/Own.schema.json': probe })).toEqual(['default-value: there is no "perod" here', 'default-value: "probe.period" must be an integer, not a string'])
  })

  it('of Kubernetes types may be left out, as those of required values', async () => {
    const schema = object({ probe: { $ref: 'kubernetes/Own.schema.json', description: 'A probe.' }, domain: text }, { required: ['domain'] })
    expect(await messages({ ...chart('a', schema), 'schemas/kubernetes/Own.schema.json': probe })).toEqual([])
  })

  it('of lists of objects are tried with an item', async () => {
    const list = { type: 'array', description: 'A list.', default: [], items: object({ name: text, port: { type: 'integer', description: 'A port.', maximum: 9, default: 10 } }, { required: ['name'] }) }
    expect(await messages(chart('a', object({ list })))).toEqual(['default-value: "list.0.port" must be at most 9, not 10'])
  })

  it('of maps obey the names of their keys, which the tried entry need not', async () => {
    const map = { type: 'object', description: 'A map.', propertyNames: { pattern: '^[a-z]$' }, additionalProperties: object({ a: { ...text, default: '' } }) }
    expect(await messages(chart('a', object({ map: { ...map, default: {} } })))).toEqual([])
    expect(await messages(chart('a', object({ map: { ...map, default: { AB: {} } } })))).toEqual(['default-value: "AB" is no key for "map"'])
  })

  it('of a fragment are told once, however many values share them', async () => {
    const fragment = object({ size: { type: 'integer', description: 'Size.', minimum: 1, default: 0 }, plain: { type: 'string' } }, { description: 'A part.' })
    const found = await messages({ ...chart('a', object({ one: { $ref: 'shared/part.schema.json' }, two: { $ref: 'shared/part.schema.json' } })), ...chart('b', object({ one: { $ref: 'shared/part.schema.json' } })), 'schemas/shared/part.schema.json': fragment })
    expect(found.filter((message) => message.startsWith('missing'))).toEqual(['missing-default: "one.plain" has no default', 'missing-description: "one.plain" has no description'])
    expect(new Set(found.filter((message) => message.startsWith('default-value'))).size).toBe(1)
  })
})

describe('presets', () => {
  const schema = object({ domain: text, replicas: { type: 'integer', description: 'Pods.', default: 1 }, free: { type: 'object', description: 'A map.', additionalProperties: { type: 'string' }, default: { a: 'b' } }, hosts: { type: 'object', description: 'Hosts.', additionalProperties: object({ path: text }, { required: ['path'] }), default: {} } }, { required: ['domain'] })
  const preset = async (yaml: string): Promise<readonly string[]> => messages({ ...chart('a', schema), 'charts-src/a/values.prod.yaml': yaml })

  it('may leave required values to the user', async () => {
    expect(await preset('replicas: 2\n')).toEqual([])
  })

  it('may not leave out what an entry of theirs needs', async () => {
    expect(await preset('hosts:\n  a: {}\n')).toEqual(['preset-value: "path" is missing'])
  })

  it('may remove a key of a free map with null, but no declared value', async () => {
    expect(await preset('free:\n  a: null\n')).toEqual([])
    expect(await preset('replicas: null\n')).toEqual(['preset-value: "replicas" must be an integer, not null'])
  })

  it('may set what every emitted schema declares', async () => {
    expect(await preset('global:\n  x: 1\nenabled: true\n')).toEqual([])
    expect(await preset('tags:\n  x: true\n')).toEqual(['preset-value: there is no "tags" here'])
  })

  it('must be maps', async () => {
    expect(await preset('- a\n')).toEqual(['preset-value: the preset "prod" is no map of values'])
  })

  it('of an umbrella are checked in its charts, below alias and name', async () => {
    const port = object({ port: { type: 'integer', description: 'Port.', default: 1 } })
    const files = { ...chart('a', object({}), 'dependencies:\n  - name: b\n    alias: db\n  - name: c\n'), ...chart('b', object({}), 'dependencies:\n  - name: c\n'), ...chart('c', port) }
    expect(await messages({ ...files, 'charts-src/a/values.prod.yaml': 'db:\n  c:\n    port: x\nc:\n  prot: 1\nb: {}\ntags: {}\n' })).toEqual([
      'preset-value: there is no "b" here',
      'preset-value: "db.c.port" must be an integer, not a string',
      'preset-value: there is no "prot" here',
    ])
  })
})

describe('conditions of dependencies', () => {
  it('may name booleans of the chart, of the dependency, or its switch', async () => {
    const flag = { type: 'boolean', description: 'A switch.', default: true }
    const files = (condition: string): { readonly [path: string]: string | object } => ({ ...chart('a', object({ own: object({ on: flag }, { description: 'Own.' }) }), `dependencies:\n  - name: b\n    alias: db\n    condition: ${condition}\n`), ...chart('b', object({ below: flag })) })
    for (const condition of ['own.on', 'db.enabled', 'db.below', 'db.enabled, own.on']) expect(await messages(files(condition))).toEqual([])
    expect(await messages(files('own.on, db.enabled'))).toEqual(['dependency-condition: the condition "db.enabled" is never looked at'])
    expect(await messages(files('own'))).toEqual(['dependency-condition: the condition "own" names no value that is true or false'])
  })

  it('may name an entry of a map of booleans, if it may hold one of that name', async () => {
    const map = (values: object, names: object): object => object({ tags: { type: 'object', description: 'Groups.', propertyNames: names, additionalProperties: values, default: {} } })
    const files = (values: object, names: object = {}): { readonly [path: string]: string | object } => ({ ...chart('a', map(values, names), 'dependencies:\n  - name: b\n    condition: tags.group,b.enabled\n    tags: [group]\n'), ...chart('b', object({})) })
    const refused = ['dependency-condition: the condition "tags.group" names no value that is true or false']
    expect(await messages(files({ type: 'boolean' }))).toEqual([])
    expect(await messages(files({ type: 'boolean' }, { enum: ['group', 'other'] }))).toEqual([])
    expect(await messages(files({ type: 'boolean' }, { enum: ['other'] }))).toEqual(refused)
    expect(await messages(files({ type: 'string' }))).toEqual(refused)
  })
})

describe('branches', () => {
  it('need no descriptions of what is declared beside them', async () => {
    const either = object({ value: { ...text, default: '' }, from: { ...text, default: '' } }, { description: 'One of two.', anyOf: [{ properties: { value: { minLength: 1 } } }, { properties: { from: { maxLength: 0 } } }] })
    expect(await messages(chart('a', object({ either })))).toEqual([])
  })
})

describe('template names', () => {
  it.each(['web-service', 'feature-store-deployment', '[component]-job', 'web2-networkpolicy'])('%s is one', async (name) => {
    expect(await messages({ ...chart('a', object({})), [`charts-src/a/templates/${name}.yml.hbs`]: 'a: 1\n' })).toEqual([])
  })

  it.each(['service', 'Web-service', 'web_service', 'web-svc', 'web-', '-service', '[part]-service'])('%s is none', async (name) => {
    expect(await messages({ ...chart('a', object({})), [`charts-src/a/templates/${name}.yml.hbs`]: 'a: 1\n' })).toEqual([`template-name: "${name}.yml.hbs" does not name a manifest`])
  })
})

describe('closed objects', () => {
  const open = { type: 'object', description: 'Open.', additionalProperties: true, properties: { registry: { ...text, default: '' } } }

  it('are demanded of all but global', async () => {
    expect(await messages(chart('a', object({ global: open })))).toEqual([])
    expect(await messages(chart('a', object({ open })))).toEqual(['closed-objects: "open" takes properties that it does not declare'])
    expect(await messages(chart('a', object({ below: object({ global: open }, { description: 'Below.' }) })))).toEqual(['closed-objects: "below.global" takes properties that it does not declare'])
  })

  it('are not demanded of maps', async () => {
    const map = { type: 'object', description: 'A map.', default: {} }
    expect(await messages(chart('a', object({ free: { ...map, additionalProperties: true }, typed: { ...map, additionalProperties: { type: 'string' } } })))).toEqual([])
    expect(await messages(chart('a', object({ map })))).toEqual(['closed-objects: "map" does not say what it holds'])
  })
})
