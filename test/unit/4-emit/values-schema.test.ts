import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { withDependencies } from '../../../generator/1-load/dependency-values.ts'
import { valuesSchema } from '../../../generator/4-emit/values-schema.ts'
import type { ChartSource, Schema } from '../../../generator/model.ts'
import { chart, mall, shop, withShop } from './sample-charts.ts'

const schema = parsed(shop)
const accepts = validator(schema)

test('it is one self-contained draft-07 file without keywords of ours', () => {
  expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#')
  const text = JSON.stringify(schema)
  const references = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference!)
  expect(references.length).toBeGreaterThan(0)
  for (const reference of references) expect(schema.definitions).toHaveProperty([reference.replace('#/definitions/', '')])
  expect(keywords(schema).filter((keyword) => keyword.startsWith('x-') || keyword === 'title')).toEqual([])
})

test('nor has it one where the whole schema of a chart is a fragment', () => {
  expect(keywords(parsed({ ...shop, schema: { ...shop.schema, 'x-definition': 'common' } })).filter((keyword) => keyword.startsWith('x-'))).toEqual([])
})

test('every object with properties is closed, but for global', () => {
  const open = objects(schema).filter(([path, node]) => node.properties !== undefined && node.additionalProperties !== false && path !== '/properties/global')
  expect(open).toEqual([])
})

test('descriptions end with the default of their place', () => {
  const { window, till } = schema.properties!
  expect(window!.properties!['replicas']!.description).toBe('Number of pods. Default: `2`.')
  expect(till!.properties!['replicas']!.description).toBe('Number of pods. Default: `1`.')
  expect(schema.properties!['greeting']!.description).toMatch(/May contain template text\. Default: `"no"`\.$/)
  expect(schema.properties!['owner']!.description).toBe('Who answers for the shop.')
})

test('what is the same at two places stands once, under the name of its fragment', () => {
  const { window, till } = schema.properties!
  expect(window!.properties!['service']).toEqual({ description: 'Its Service.', $ref: '#/definitions/service' })
  expect(till!.properties!['service']).toEqual(window!.properties!['service'])
  expect(window!.properties!['image']).not.toHaveProperty('$ref')
  expect(Object.keys(schema.definitions!)).toEqual(['Quantity', 'ResourceClaim', 'ResourceRequirements', 'arguments', 'service'])
})

test('different things of one fragment get different names', () => {
  const twice = (name: string, word: string): readonly [string, Schema][] => ['a', 'b'].map((one) => [`${name}${one}`, group(word)])
  const source = { ...shop, schema: { type: 'object', properties: Object.fromEntries([...twice('x', 'first'), ...twice('y', 'second')]) } }
  expect(Object.keys(parsed(source).definitions!)).toEqual(['box', 'box-2'])
})

test('it accepts what Helm and parents add', () => {
  expect(accepts({ owner: 'me', enabled: true, global: { anything: [1] }, 'x-anchor': { a: 1 } })).toBe(true)
  expect(accepts({ owner: 'me', enabeld: true })).toBe(false)
  expect(accepts({ owner: 'me', window: { service: { prot: 80 } } })).toBe(false)
})

test('null removes entries of maps and fields of Kubernetes types, and is refused elsewhere', () => {
  expect(accepts({ owner: 'me', shelves: { fiction: null } })).toBe(true)
  expect(accepts({ owner: 'me', till: { resources: { limits: null } } })).toBe(true)
  expect(accepts({ owner: 'me', till: { resources: { limits: { memory: null } } } })).toBe(true)
  expect(accepts({ owner: 'me', till: { service: { annotations: { a: null } } } })).toBe(true)
  expect(accepts({ owner: 'me', till: { resources: { claims: [null] } } })).toBe(false)
  expect(accepts({ owner: 'me', till: { resources: { claims: [{ name: null }] } } })).toBe(false)
  expect(accepts({ owner: 'me', till: { replicas: null } })).toBe(false)
  expect(accepts({ owner: 'me', till: { service: null } })).toBe(false)
  expect(accepts({ owner: 'me', shelves: { fiction: { width: null } } })).toBe(false)
})

test('null is a choice where a map holds choices or Kubernetes types', () => {
  const colours: Schema = { type: 'object', additionalProperties: { type: 'string', enum: ['red'] } }
  const claims: Schema = { type: 'object', additionalProperties: { $ref: '#/definitions/ResourceClaim' } }
  const source = { ...shop, schema: { ...shop.schema, properties: { ...shop.schema.properties, colours, claims } } }
  const takes = validator(parsed(source))
  expect(takes({ owner: 'me', colours: { a: null, b: 'red' }, claims: { a: null, b: { name: 'x' } } })).toBe(true)
  expect(takes({ owner: 'me', colours: { b: 'blue' } })).toBe(false)
  expect(takes({ owner: 'me', claims: { b: {} } })).toBe(false)
})

test('null passes beside conditions on what an object holds, and what breaks them is named without alternatives', () => {
  const rule: Schema = { if: { required: ['kind'], properties: { kind: { const: 'tall' } } }, then: { required: ['height'], properties: { height: { minimum: 2 } }, patternProperties: { '^(kind|height)$': {} }, additionalProperties: false } }
  const kinds: Schema = { type: 'object', additionalProperties: { type: 'object', properties: { kind: { type: 'string' }, height: { type: 'integer' }, colour: { type: 'string' } }, additionalProperties: false, allOf: [rule] } }
  const whole = parsed({ ...shop, schema: { ...shop.schema, properties: { ...shop.schema.properties, kinds } } })
  const takes = validator(whole)
  expect(takes({ owner: 'me', kinds: { a: null, b: { kind: 'small', colour: 'red' }, c: { kind: 'tall', height: 2 } } })).toBe(true)
  for (const wrong of [{ kind: 'tall' }, { kind: 'tall', height: 1 }, { kind: 'tall', height: 2, colour: 'red' }]) expect(takes({ owner: 'me', kinds: { a: wrong } })).toBe(false)
  expect(JSON.stringify(whole.properties!['kinds'])).not.toContain('anyOf')
})

test('what a map says of its names is said of its entries, so that Helm names their place', () => {
  const named = (propertyNames: Schema, entry: Schema | true = { type: 'string' }): Schema => ({ type: 'object', propertyNames, additionalProperties: entry })
  const properties = {
    bounded: named({ pattern: '^[a-z]([a-z0-9-]{0,2}[a-z0-9])?$', maxLength: 4, not: { enum: ['bad', 'a.b'] } }),
    endless: named({ pattern: '^[a-z]+$', maxLength: 4 }),
    excluded: named({ maxLength: 4, not: { enum: ['bad'] } }),
    free: named({ not: { enum: ['bad'] } }, true),
    listed: named({ enum: ['a', 'b'] }),
    other: named({ not: { pattern: '^bad$' } }),
    both: { ...named({ pattern: '^[a-z]$' }), properties: { long: { type: 'string' } } },
  } as const satisfies { readonly [name: string]: Schema }
  const built = parsed({ ...shop, schema: { type: 'object', properties } })
  const source = { type: 'object', properties, additionalProperties: false } as const
  const [judge, original] = [new Ajv({ allowUnionTypes: true }).compile(built), new Ajv().compile(source)]
  for (const map of Object.keys(properties)) {
    for (const name of ['a', 'b', 'c', 'bad', 'abcd', 'abcde', 'a-', 'a.b', 'a1b', 'A', '1', 'long', '__proto']) {
      for (const value of ['text', 1]) expect([map, name, value, judge({ [map]: { [name]: value } })]).toEqual([map, name, value, original({ [map]: { [name]: value } })])
    }
  }
  const left = Object.entries(built.properties!).map(([name, schema]) => [name, schema.propertyNames]).filter(([, names]) => names !== undefined)
  expect(Object.fromEntries(left)).toEqual({ endless: { maxLength: 4 }, excluded: { maxLength: 4 }, other: { not: { pattern: '^bad$' } }, both: { pattern: '^[a-z]$' } })
})

test('null passes beside alternatives', () => {
  const entry: Schema = {
    type: 'object',
    properties: { value: { type: 'string' }, from: { type: 'string' } },
    oneOf: [{ required: ['value'] }, { required: ['from'] }],
    additionalProperties: false,
  }
  const takes = validator(parsed({ ...shop, schema: { type: 'object', properties: { env: { type: 'object', additionalProperties: entry } } } }))
  expect(takes({ env: { a: null, b: { value: 'x' } } })).toBe(true)
  expect(takes({ env: { b: { value: 'x', from: 'y' } } })).toBe(false)
})

test('a parent accepts the values of its charts under name and alias, conditions and tags', () => {
  const takes = validator(parsed(mall, [shop, mall]))
  expect(takes({ title: 'x', shop: { enabled: false }, kiosk: { till: { replicas: 3 } }, features: { kiosk: true }, tags: { outdoor: true } })).toBe(true)
  expect(takes({ shop: { till: { replicsa: 3 } } })).toBe(false)
  expect(takes({ tags: { indoor: true } })).toBe(false)
  expect(takes({ features: { kisok: true } })).toBe(false)
})

test('a chart that is switched on has what it requires, one that is off need not', () => {
  const takes = validator(parsed(mall, [shop, mall]))
  expect(takes({ shop: { enabled: true, owner: 'me' } })).toBe(true)
  expect(takes({ shop: { owner: 'me' } })).toBe(true)
  expect(takes({ shop: { enabled: true } })).toBe(false)
  expect(takes({ shop: {} })).toBe(false)
  // Its switch is a value of the parent, of which the chart's own part of the schema knows nothing.
  expect(takes({ kiosk: {} })).toBe(true)
})

test('a chart with several switches needs what it requires when the first of them that is there is on', () => {
  const open = chart('mall', { type: 'object', properties: { tags: { type: 'object', additionalProperties: { type: 'boolean' }, default: {} } } }, { dependencies: [{ name: 'shop', condition: 'tags.indoor,shop.enabled' }] })
  const takes = validator(parsed(withShop(open), [shop]))
  expect(takes({ shop: { owner: 'me' } })).toBe(true)
  expect(takes({ tags: { indoor: true }, shop: { enabled: false, owner: 'me' } })).toBe(true)
  expect(takes({ tags: { indoor: false }, shop: { enabled: true } })).toBe(true)
  expect(takes({ tags: { indoor: false } })).toBe(true)
  expect(takes({ shop: { enabled: false } })).toBe(true)
  expect(takes({ tags: { indoor: null }, shop: { enabled: false } })).toBe(true)
  expect(takes({ tags: { indoor: null }, shop: { enabled: true } })).toBe(false)
  expect(takes({ tags: { indoor: true }, shop: { enabled: false } })).toBe(false)
  expect(takes({ tags: { indoor: true } })).toBe(false)
  expect(takes({ shop: { enabled: true } })).toBe(false)
  expect(takes({})).toBe(false)
})

test('two copies of a chart in a parent cost little more than one', () => {
  const once = withShop(chart('mall', {}, { dependencies: [{ name: 'shop' }] }))
  expect(valuesSchema(mall, [shop]).text.length).toBeLessThan(valuesSchema(once, [shop]).text.length * 1.3)
})

test('in a chart of charts that bring charts along, groups that differ in their defaults alone stand once', () => {
  const town = withDependencies([shop, mall, chart('town', { type: 'object', properties: {} }, { dependencies: [{ name: 'mall' }] })])[2]!
  const [whole, alone] = [parsed(town, [mall, shop]), parsed(mall, [shop])]
  const till = (of: Schema): Schema => resolved(of, resolved(of, resolved(of, of, 'mall'), 'shop'), 'till')
  expect(alone.definitions).not.toHaveProperty('image')
  expect(resolved(whole, till(whole), 'image').properties).toMatchObject({
    registry: { description: 'Registry. Default: `"ghcr.io"`.', default: 'ghcr.io' },
    repository: { description: 'Repository. Default: see `values.yaml`.', type: 'string' },
  })
  expect(resolved(whole, till(whole), 'image').properties!['repository']).not.toHaveProperty('default')
  expect(keywords(whole).filter((keyword) => keyword.startsWith('x-'))).toEqual([])
})

function resolved(whole: Schema, group: Schema, name: string): Schema {
  const { $ref, ...own } = group.properties![name]!
  return $ref === undefined ? own : whole.definitions![$ref.replace('#/definitions/', '')]!
}

function group(word: string): Schema {
  const properties = { size: { type: 'string', description: `${word} ${'long '.repeat(40)}`, default: '' } }
  return { type: 'object', additionalProperties: false, 'x-definition': 'box', properties }
}

function parsed(chart: ChartSource, subcharts: readonly ChartSource[] = []): Schema {
  return JSON.parse(valuesSchema(chart, subcharts).text) as Schema
}

function validator(of: Schema): (values: object) => boolean {
  const validate = new Ajv({ allowUnionTypes: true }).compile(of)
  return (values) => validate(values)
}

function objects(node: unknown, path = ''): readonly (readonly [string, Schema])[] {
  if (typeof node !== 'object' || node === null) return []
  const below = Object.entries(node).flatMap(([key, child]) => objects(child, `${path}/${key}`))
  return (node as Schema).type === 'object' ? [[path, node as Schema], ...below] : below
}

function keywords(node: Schema): readonly string[] {
  const maps = ['properties', 'patternProperties', 'definitions']
  return Object.entries(node).flatMap(([keyword, value]) => {
    if (typeof value !== 'object' || value === null || ['default', 'examples', 'enum'].includes(keyword)) return [keyword]
    const children = maps.includes(keyword) || Array.isArray(value) ? Object.values(value) : [value]
    return [keyword, ...children.filter((child) => typeof child === 'object').flatMap((child) => keywords(child as Schema))]
  })
}
