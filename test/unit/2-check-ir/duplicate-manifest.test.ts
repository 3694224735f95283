import { expect, it } from 'vitest'
import { chartYaml, messages } from './check-demo.ts'

const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'
const components = { 'chart.yaml': `${chartYaml}components:\n  web: { isServer: true }\n  api: {}\n` }

it('tells of a second source for a file, and not of one that makes nothing', async () => {
  const told = (template: string) => messages('duplicate-manifest', { ...components, 'templates/[component]-configmap.yml.hbs': template, 'templates/web-configmap.yml.hbs': map })
  expect(await told(map)).toEqual(['web-configmap.yml is made by "[component]-configmap.yml.hbs" too'])
  expect(await told(`{{#unless component.isServer}}\n${map}{{/unless}}\n`)).toEqual([])
})
