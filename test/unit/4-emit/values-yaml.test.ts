import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { defaults } from '../../../generator/4-emit/defaults.ts'
import { valuesSchema } from '../../../generator/4-emit/values-schema.ts'
import { valuesYaml } from '../../../generator/4-emit/values-yaml.ts'
import { mall, shop } from './sample-charts.ts'

test('values.yaml says the defaults, read as YAML 1.1 or 1.2', () => {
  const { text } = valuesYaml(shop)
  expect(parse(text, { version: '1.1' })).toEqual(defaults(shop.schema))
  expect(parse(text, { version: '1.2' })).toEqual(defaults(shop.schema))
})

test('the defaults are what the schema says', () => {
  expect(defaults(shop.schema)).toMatchObject({
    greeting: 'no',
    window: { replicas: 2, image: { repository: 'shop/window' }, arguments: ['on', '0x1F', 'a: b # c', 'two\nlines'] },
    till: { replicas: 1, 'host.name': '1_000', on: 0.5, resources: { limits: { memory: '64Mi' } } },
    shelves: {},
  })
  expect(defaults(shop.schema)).not.toHaveProperty('owner')
})

test('a Kubernetes type without a default is empty, and a group without one is there', () => {
  const definitions = { Affinity: { type: 'object' }, Tolerations: { type: 'array' } }
  const open = { type: 'object', additionalProperties: { type: 'string' } }
  const properties = { labels: open, affinity: { $ref: '#/definitions/Affinity' }, tolerations: { $ref: '#/definitions/Tolerations' }, login: { type: 'object', properties: { user: { type: 'string' } } } }
  expect(defaults({ type: 'object', properties, definitions })).toEqual({ labels: {}, affinity: {}, tolerations: [], login: {} })
})

test.each(['two\nlines', 'ends with a break\n', ' spaces ', 'tab\t', 'line\u2028separator', 'Grüße', '\u0007', '{{ .Release.Name }}', '"quoted" \\ text', '#', '1e3', '0o17', '12:30:45'])('%j survives', (value) => {
  const source = { ...mall, schema: { type: 'object', properties: { text: { type: 'string', description: 'Text.', default: value } } } }
  expect(parse(valuesYaml(source).text, { version: '1.1' })).toEqual({ text: value })
  expect(parse(valuesYaml(source).text, { version: '1.2' })).toEqual({ text: value })
})

test('a text of several lines is shown as such', () => {
  const source = { ...mall, schema: { type: 'object', properties: { text: { type: 'string', description: 'Text.', default: 'two\nlines' } } } }
  expect(valuesYaml(source).text).toContain('\ntext: |-\n  two\n  lines\n')
})

test('values.yaml with what is required is valid', () => {
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(valuesSchema(shop, []).text) as object)
  const values = parse(valuesYaml(shop).text) as object
  expect(validate(values)).toBe(false)
  expect(validate.errors).toMatchObject([{ keyword: 'required', params: { missingProperty: 'owner' } }])
  expect(validate({ ...values, owner: 'me' })).toBe(true)
})

test('it begins with the modeline and explains each key above it', () => {
  const { text } = valuesYaml(shop)
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=values.schema.json')
  expect(text).toContain('# Who answers for the shop.\n# owner: (required)\n')
  expect(text).toContain('  # Number of pods.\n  replicas: 2\n')
  expect(text).toContain('# Shelves by name.\n# For example:\n#   fiction:\n#     width: 3\nshelves: {}\n')
  expect(text.split('\n').filter((line) => line.startsWith('#') && line.length > 100)).toEqual([])
})

test('a chart of nothing but subcharts has a file of comments', () => {
  const empty = { ...mall, schema: { ...mall.schema, properties: {} } }
  expect(parse(valuesYaml(empty).text)).toBeNull()
})
