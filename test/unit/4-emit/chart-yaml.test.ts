import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartYaml } from '../../../generator/4-emit/chart-yaml.ts'
import type { ChartSource } from '../../../generator/model.ts'
import { chart, mall, shop } from './sample-charts.ts'

test('it holds the metadata, and versions stay strings in YAML 1.1 and 1.2', () => {
  expect(parsed(shop, '1.2')).toEqual(parsed(shop, '1.1'))
  const odd = chart('odd', shop.schema, { keywords: ['yes', 'off', '1_000'], description: '12:30' })
  expect(parsed(odd, '1.1')).toMatchObject({ keywords: ['yes', 'off', '1_000'], description: '12:30' })
  expect(parsed(shop)).toMatchObject({ apiVersion: 'v2', name: 'shop', version: '1.2.0', appVersion: '1.10', type: 'application', kubeVersion: '>=1.33.0-0' })
  expect(parsed(shop)).not.toHaveProperty('dependencies')
})

test('Artifact Hub finds images, license and links', () => {
  const { annotations } = parsed(shop)
  expect(parse(annotations['artifacthub.io/images']!)).toEqual([
    { name: 'window', image: 'ghcr.io/shop/window:1.10' },
    { name: 'till', image: 'ghcr.io/shop/till:1.10' },
    { name: 'shelf', image: 'ghcr.io/shop/shelf:2.0' },
  ])
  expect(annotations['artifacthub.io/license']).toBe('Apache-2.0')
  expect(parse(annotations['artifacthub.io/links']!)).toEqual([{ name: 'support', url: 'https://example.com/support' }])
  expect(annotations).not.toHaveProperty('artifacthub.io/prerelease')
  expect(parsed(chart('beta', shop.schema, { version: '1.0.0-beta.1' })).annotations['artifacthub.io/prerelease']).toBe('true')
  expect(parsed(chart('built', shop.schema, { version: '1.0.0+build-1' })).annotations).not.toHaveProperty('artifacthub.io/prerelease')
})

test('images have names of their own; those that no value names come from the metadata', () => {
  const { annotations } = parsed(chart('other', { type: 'object' }, { images: ['a/tool:1', 'b/tool@sha256:00', 'a/tool:1'] }))
  expect(parse(annotations['artifacthub.io/images']!)).toEqual([{ name: 'tool', image: 'a/tool:1' }, { name: 'tool-2', image: 'b/tool@sha256:00' }])
})

test('the version of a dependency is that of the subchart', () => {
  const { dependencies, annotations } = parsed(mall)
  expect(dependencies).toEqual([
    { name: 'shop', version: '1.2.0', repository: '', condition: 'shop.enabled' },
    { name: 'shop', version: '1.2.0', repository: '', condition: 'features.kiosk', tags: ['outdoor'], alias: 'kiosk' },
  ])
  expect(parse(annotations['artifacthub.io/images']!)).toHaveLength(3)
})

interface ChartYaml {
  readonly annotations: { readonly [name: string]: string }
  readonly dependencies: readonly object[]
}

function parsed(source: ChartSource, version: '1.1' | '1.2' = '1.2'): ChartYaml {
  return parse(chartYaml(source, [shop]).text, { version }) as ChartYaml
}
