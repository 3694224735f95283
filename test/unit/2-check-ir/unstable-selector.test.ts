import { expect, it } from 'vitest'
import { deployment, flag, messages, mapOf, text } from './check-demo.ts'

const unstable = (selector: string, properties: Parameters<typeof messages>[2] = {}, files: Parameters<typeof messages>[1] = {}) =>
  messages('unstable-selector', { 'templates/web-deployment.yml.hbs': deployment({ selector }), ...files }, properties)

it('refuses a version or a value in a selector', async () => {
  expect(await unstable('v: {{chart.version}}')).toEqual(['"spec.selector" of this Deployment depends on "chart.version"'])
  expect(await unstable('v: {{values.team}}', { team: text() })).toEqual(['"spec.selector" of this Deployment depends on "values.team"'])
  expect(await unstable('{{merge values.labels}}', { labels: mapOf(text()) })).toContain('"spec.selector" of this Deployment depends on "values.labels"')
})

it('refuses a condition within the selector, but not one around the object', async () => {
  expect(await unstable('{{#if values.a}}\nv: x\n{{/if}}', { a: flag })).toEqual(['"spec.selector" of this Deployment depends on "values.a"'])
  const around = { 'templates/web-deployment.yml.hbs': `{{#if values.a}}\n${deployment()}{{/if}}\n` }
  expect(await messages('unstable-selector', around, { a: flag })).toEqual([])
})

it('takes names of the release, the chart and overrides, through named templates', async () => {
  const files = { 'helpers/fullname.txt.hbs': '{{!-- Name. --}}\n{{default (printf "%s-%s" release.name chart.name) values.fullnameOverride}}\n' }
  expect(await unstable('instance: {{release.name}}\nname: {{fullname}}', { fullnameOverride: text({ maxLength: 40 }) }, files)).toEqual([])
})

it('sees a version in a named template of labels, and in one of its arguments', async () => {
  const labels = { 'helpers/labels.yml.hbs': '{{!-- Labels. --}}\nname: x\nversion: {{chart.appVersion}}\n' }
  expect(await unstable('{{> labels}}', {}, labels)).toEqual(['"spec.selector" of this Deployment depends on "chart.appVersion"'])
  const named = { 'helpers/named.yml.hbs': '{{!-- Labels.\n  @param of - name\n--}}\nname: {{of}}\n' }
  expect(await unstable('{{> named of="web"}}', {}, named)).toEqual([])
  expect(await unstable('{{> named of=values.team}}', { team: text() }, named)).toEqual(['"spec.selector" of this Deployment depends on "values.team"'])
})

it('takes names of entries, not what is in them, and no hashes', async () => {
  const file = (label: string) => ({ 'templates/web-deployment.yml.hbs': `{{#each values.map as |entry name|}}\n---\n${deployment({ name: '{{name}}', selector: label })}{{/each}}\n` })
  const properties = { map: mapOf(text(), { propertyNames: { pattern: '^[a-z]+$', maxLength: 20 } }) }
  expect(await messages('unstable-selector', file('part: {{name}}'), properties)).toEqual([])
  expect(await messages('unstable-selector', file('part: {{entry}}'), properties)).toEqual(['"spec.selector" of this Deployment depends on "values.map.*"'])
  expect(await unstable('v: {{trunc 8 (sha256 values.team)}}', { team: text() })).toEqual(['"spec.selector" of this Deployment depends on "values.team"'])
})

it('knows the fixed parts of a StatefulSet', async () => {
  const set = (labels: string, service: string) => ({
    'templates/db-statefulset.yml.hbs': `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: db\nspec:\n  serviceName: ${service}\n  selector:\n    matchLabels:\n      app: db\n  template:\n    metadata:\n      labels:\n        app: db\n  volumeClaimTemplates:\n    - metadata:\n        name: data\n        labels:\n          a: ${labels}\n      spec:\n        storageClassName: {{values.class}}\n`,
  })
  expect(await messages('unstable-selector', set('b', 'db'), { class: text() })).toEqual([])
  expect(await messages('unstable-selector', set('{{chart.version}}', 'db'), { class: text() })).toEqual(['"spec.volumeClaimTemplates.metadata" of this StatefulSet depends on "chart.version"'])
  expect(await messages('unstable-selector', set('b', '{{values.class}}'), { class: text() })).toEqual(['"spec.serviceName" of this StatefulSet depends on "values.class"'])
})
