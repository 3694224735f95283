import { describe, expect, it } from 'vitest'
import { chart, loadFiles, loadSchema, plain } from './load-files.ts'

const image = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  additionalProperties: false,
  required: ['repository', 'tag'],
  properties: { repository: { type: 'string', default: '' }, tag: { type: 'string', default: '1' }, pull: { type: 'object', properties: { policy: { type: 'string', default: 'Always' }, retries: { type: 'integer', default: 3 } } } },
}
const fragments = { 'shared/image.schema.json': image }
const withImage = (beside: object): object => ({ type: 'object', properties: { image: { $ref: 'shared/image.schema.json', ...beside } } })

describe('references', () => {
  it('are written out and keep the name of the fragment and the places', async () => {
    const { schema } = await loadSchema(withImage({ description: 'Mine.' }), fragments)
    const found = schema.properties?.['image']
    expect(found).toMatchObject({ type: 'object', description: 'Mine.', 'x-definition': 'image', 'x-at': 'schemas/a.schema.json#/properties/image' })
    expect(found?.properties?.['tag']).toMatchObject({ default: '1', 'x-at': 'schemas/shared/image.schema.json#/properties/tag', 'x-default-at': 'schemas/shared/image.schema.json#/properties/tag/default' })
    expect(found).not.toHaveProperty('$schema')
  })

  it('are followed into definitions, from fragment to fragment, relative to each file', async () => {
    const port = { definitions: { number: { type: 'integer', default: 80 } } }
    const service = { type: 'object', properties: { port: { $ref: 'bits/port.schema.json#/definitions/number' } } }
    const { schema, diagnostics } = await loadSchema({ type: 'object', properties: { service: { $ref: 'shared/service.schema.json' } } }, { 'shared/service.schema.json': service, 'shared/bits/port.schema.json': port })
    expect(diagnostics).toEqual([])
    expect(schema.properties?.['service']?.properties?.['port']).toMatchObject({ type: 'integer', default: 80, 'x-definition': 'number' })
  })

  it('give every chart the same object, so that nothing is resolved twice', async () => {
    const { catalogue } = await loadFiles({ ...chart('a', withImage({})), ...chart('b', withImage({})), 'schemas/shared/image.schema.json': image })
    const [a, b] = catalogue.charts.map(({ schema }) => schema.properties?.['image']?.properties?.['tag'])
    expect(a).toBeDefined()
    expect(a).toBe(b)
  })

  it('come from the compiler when the catalogue has no such file, whose own files win', async () => {
    const shipped = await loadSchema(withImage({}))
    expect(shipped.diagnostics).toEqual([])
    expect(Object.keys(shipped.schema.properties?.['image']?.properties ?? {})).toContain('pullPolicy')
    const own = await loadSchema(withImage({}), fragments)
    expect(Object.keys(own.schema.properties?.['image']?.properties ?? {})).toEqual(['repository', 'tag', 'pull'])
  })
})

describe('what stands beside a reference', () => {
  it('is laid over it, deeply', async () => {
    const { schema } = await loadSchema(withImage({ properties: { tag: { default: '2', description: 'Tag.' }, pull: { properties: { retries: { maximum: 5 } } } } }), fragments)
    expect(plain(schema.properties?.['image'])).toMatchObject({
      properties: { repository: { default: '' }, tag: { type: 'string', default: '2', description: 'Tag.' }, pull: { properties: { policy: { default: 'Always' }, retries: { type: 'integer', default: 3, maximum: 5 } } } },
    })
  })

  it('removes a property that is false, and requires it no more', async () => {
    const { schema, diagnostics } = await loadSchema(withImage({ properties: { tag: false } }), fragments)
    expect(diagnostics).toEqual([])
    expect(Object.keys(schema.properties?.['image']?.properties ?? {})).toEqual(['repository', 'pull'])
    expect(schema.properties?.['image']?.required).toEqual(['repository'])
  })

  it('replaces a property that is a reference itself', async () => {
    const { schema } = await loadSchema(withImage({ properties: { pull: { $ref: 'shared/text.schema.json' } } }), { ...fragments, 'shared/text.schema.json': { type: 'string', default: 'x' } })
    expect(plain(schema.properties?.['image']?.properties?.['pull'])).toEqual({ type: 'string', default: 'x' })
  })

  it('keeps a later property of the fragment, whatever JavaScript calls its prototype', async () => {
    const text = '{"type":"object","properties":{"__proto__":{"type":"string","default":""},"constructor":{"type":"string","default":""}}}'
    const { catalogue } = await loadFiles({ ...chart('a'), 'schemas/a.schema.json': text })
    expect(Object.keys(catalogue.charts[0]?.schema.properties ?? {})).toEqual(['__proto__', 'constructor'])
  })
})

describe('the default of an object', () => {
  it('goes down to its leaves, and wins over theirs', async () => {
    const { schema } = await loadSchema(withImage({ default: { tag: '2', pull: { policy: 'Never' } } }), fragments)
    const found = schema.properties?.['image']
    expect(found).not.toHaveProperty('default')
    expect(plain(found?.properties)).toMatchObject({ repository: { default: '' }, tag: { default: '2' }, pull: { properties: { policy: { default: 'Never' }, retries: { default: 3 } } } })
    expect(found?.properties?.['pull']?.properties?.['policy']).toMatchObject({ 'x-default-at': 'schemas/a.schema.json#/properties/image/default/pull/policy' })
  })

  it('is overridden by a later one, leaf by leaf', async () => {
    const middle = { type: 'object', properties: { image: { $ref: 'image.schema.json', default: { repository: 'm', tag: 'm' } } } }
    const { schema } = await loadSchema({ type: 'object', properties: { web: { $ref: 'shared/middle.schema.json', properties: { image: { default: { tag: 'a' } } } } } }, { ...fragments, 'shared/middle.schema.json': middle })
    expect(plain(schema.properties?.['web']?.properties?.['image']?.properties)).toMatchObject({ repository: { default: 'm' }, tag: { default: 'a' } })
  })

  it('stays on maps and lists', async () => {
    const properties = { map: { type: 'object', additionalProperties: { type: 'string' }, default: { a: 'b' } }, list: { type: 'array', items: { type: 'object', properties: { a: { type: 'string' } } }, default: [{ a: 'b' }] } }
    const { schema } = await loadSchema({ type: 'object', properties })
    expect(plain(schema.properties)).toEqual(properties)
  })
})

describe('allOf', () => {
  it('is merged, and what one part requires is required', async () => {
    const size = { type: 'object', required: ['small'], properties: { small: { type: 'integer', default: 1 }, tag: { type: 'string', default: 'size' } } }
    const { schema } = await loadSchema({ type: 'object', properties: { both: { allOf: [{ $ref: 'shared/image.schema.json' }, { $ref: 'shared/size.schema.json' }], properties: { small: { default: 2 } } } } }, { ...fragments, 'shared/size.schema.json': size })
    const both = schema.properties?.['both']
    expect(Object.keys(both?.properties ?? {})).toEqual(['repository', 'tag', 'pull', 'small'])
    expect(plain(both)).toMatchObject({ required: ['repository', 'tag', 'small'], properties: { tag: { default: 'size' }, small: { type: 'integer', default: 2 } } })
    expect(both).not.toHaveProperty('allOf')
    expect(both).not.toHaveProperty('x-definition')
  })

  it('keeps conditions, those of a reference before those beside it', async () => {
    const condition = (type: string) => ({ if: { properties: { type: { const: type } } }, then: { required: [type] } })
    const kinds = { type: 'object', properties: { type: { type: 'string' } }, allOf: [condition('one')] }
    const { schema, diagnostics } = await loadSchema({ type: 'object', properties: { kind: { $ref: 'shared/kinds.schema.json', properties: { size: { type: 'integer' } }, allOf: [condition('two'), { $ref: 'shared/size.schema.json' }] } } }, { ...fragments, 'shared/kinds.schema.json': kinds, 'shared/size.schema.json': { properties: { small: { type: 'integer' } } } })
    expect(diagnostics).toEqual([])
    expect(plain(schema.properties?.['kind'])).toEqual({ type: 'object', properties: { type: { type: 'string' }, small: { type: 'integer' }, size: { type: 'integer' } }, allOf: [condition('one'), condition('two')] })
  })
})

describe('Kubernetes types', () => {
  const kubernetes = {
    'kubernetes/Probe.schema.json': { type: 'object', additionalProperties: false, properties: { exec: { $ref: 'Action.schema.json' }, period: { type: 'integer' } } },
    'kubernetes/Action.schema.json': { type: 'object', additionalProperties: false, properties: { inner: { $ref: 'Probe.schema.json' } } },
    'kubernetes/Other.schema.json': { type: 'object' },
  }

  it('stay references, with the definitions that they need', async () => {
    const { schema, diagnostics } = await loadSchema({ type: 'object', properties: { probe: { $ref: 'kubernetes/Probe.schema.json', description: 'A probe.', default: { period: 1 } } } }, kubernetes)
    expect(diagnostics).toEqual([])
    expect(plain(schema.properties?.['probe'])).toEqual({ $ref: '#/definitions/Probe', description: 'A probe.', default: { period: 1 } })
    expect(Object.keys(schema.definitions ?? {})).toEqual(['Action', 'Probe'])
    expect(plain(schema.definitions?.['Action'])).toMatchObject({ properties: { inner: { $ref: '#/definitions/Probe' } } })
  })

  it('are written out when their structure is changed', async () => {
    const { schema } = await loadSchema({ type: 'object', properties: { probe: { $ref: 'kubernetes/Probe.schema.json', properties: { exec: false, period: { default: 5 } } } } }, kubernetes)
    expect(plain(schema.properties?.['probe'])).toEqual({ type: 'object', additionalProperties: false, properties: { period: { type: 'integer', default: 5 } } })
    expect(schema).not.toHaveProperty('definitions')
  })
})
