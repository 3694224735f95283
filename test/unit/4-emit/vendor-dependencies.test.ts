import { expect, test } from 'vitest'
import { vendorDependencies } from '../../../generator/4-emit/vendor-dependencies.ts'
import type { Schema } from '../../../generator/model.ts'
import { chart, mall, shop } from './sample-charts.ts'

test('each chart has those that it depends on below charts/, once and without their tests', () => {
  const town = chart('town', { type: 'object' }, { dependencies: [{ name: 'mall' }] })
  const emitted = ['shop', 'mall', 'town'].map((name) => {
    const paths = ['Chart.yaml', 'templates/a.yml', 'tests/a_test.yaml', 'ci/a-values.yaml', '.helmignore', 'values.prod.yaml', 'values.schema.json']
    return { name, version: '1.2.0', values: 1, files: paths.map((path) => ({ path, text: `${name} ${path}` })) }
  })
  const paths = vendorDependencies(emitted, [shop, mall, town]).map(({ files }) => files.map(({ path }) => path).slice(7))
  expect(paths).toEqual([
    [],
    ['charts/shop/Chart.yaml', 'charts/shop/templates/a.yml', 'charts/shop/values.schema.json'],
    ['charts/mall/Chart.yaml', 'charts/mall/templates/a.yml', 'charts/mall/charts/shop/Chart.yaml', 'charts/mall/charts/shop/templates/a.yml', 'charts/mall/charts/shop/values.schema.json'],
  ])
})

test('a schema comes along only where it requires something, for all else stands in that of the parent', () => {
  const parent = chart('parent', { type: 'object' }, { dependencies: [{ name: 'child' }] })
  const vendored = (schema: Schema): readonly string[] => {
    const emitted = ['child', 'parent'].map((name) => ({ name, version: '1.2.0', values: 1, files: [{ path: 'values.schema.json', text: '{}' }] }))
    return vendorDependencies(emitted, [chart('child', schema, {}), parent])[1]!.files.map(({ path }) => path)
  }
  const entry: Schema = { type: 'object', required: ['path'], properties: { path: { type: 'string' } } }
  expect(vendored({ type: 'object', properties: { volumes: { type: 'object', additionalProperties: entry } } })).toEqual(['values.schema.json'])
  expect(vendored({ type: 'object', properties: { volume: entry } })).toEqual(['values.schema.json', 'charts/child/values.schema.json'])
})

test('the switch stays with the parent, so that a null on the whole chart takes it away; without a switch, what the parent gives', () => {
  const child = chart('child', { type: 'object', properties: { enabled: { type: 'boolean', default: true }, port: { type: 'integer', default: 80 }, name: { type: 'string', default: '' }, word: { type: 'string', default: '' } } }, {})
  const emitted = ['child', 'parent'].map((name) => ({ name, version: '1.2.0', values: 1, files: [{ path: 'values.yaml', text: 'enabled: true\nport: 80\n' }] }))
  const vendored = (...given: readonly string[]): readonly unknown[] => {
    const parent = chart('parent', { type: 'object', properties: { child: { type: 'object', 'x-given': given } } }, { dependencies: [{ name: 'child' }] })
    const [, own, below] = vendorDependencies(emitted, [child, parent]).flatMap(({ files }) => files)
    return [own?.text, below?.text.match(/^\w.*$/gm)]
  }
  expect(vendored('enabled', 'name')).toEqual(['enabled: true\nport: 80\n', ['port: 80', 'name: ""', 'word: ""']])
  expect(vendored('name', 'word')).toEqual(['enabled: true\nport: 80\n', ['port: 80', 'word: ""']])
  expect(vendored()).toEqual(['enabled: true\nport: 80\n', ['port: 80', 'name: ""', 'word: ""']])
})
