import { expect, test } from 'vitest'
import { vendorDependencies } from '../../../generator/4-emit/vendor-dependencies.ts'
import { chart, mall, shop } from './sample-charts.ts'

test('each chart has those that it depends on below charts/, once and without their tests', () => {
  const town = chart('town', { type: 'object' }, { dependencies: [{ name: 'mall' }] })
  const emitted = ['shop', 'mall', 'town'].map((name) => {
    const paths = ['Chart.yaml', 'templates/a.yml', 'tests/a_test.yaml', 'ci/a-values.yaml', '.helmignore']
    return { name, version: '1.2.0', values: 1, files: paths.map((path) => ({ path, text: `${name} ${path}` })) }
  })
  const paths = vendorDependencies(emitted, [shop, mall, town]).map(({ files }) => files.map(({ path }) => path).slice(5))
  expect(paths).toEqual([
    [],
    ['charts/shop/Chart.yaml', 'charts/shop/templates/a.yml'],
    ['charts/mall/Chart.yaml', 'charts/mall/templates/a.yml', 'charts/mall/charts/shop/Chart.yaml', 'charts/mall/charts/shop/templates/a.yml'],
  ])
})
