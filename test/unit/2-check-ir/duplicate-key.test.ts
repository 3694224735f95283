import { expect, it } from 'vitest'
import { deployment, flag, mapOf, messages, text } from './check-demo.ts'

const duplicates = (parts: Parameters<typeof deployment>[0], properties: Parameters<typeof messages>[2] = {}, files: Parameters<typeof messages>[1] = {}) =>
  messages('duplicate-key', { 'templates/web-deployment.yml.hbs': deployment(parts), ...files }, properties)
const here = 'charts-src/demo/templates/web-deployment.yml.hbs'

it('finds a key that is there twice', async () => {
  expect(await duplicates({ labels: 'app: other' })).toEqual([`the key "app" stands in ${here}:6 already`])
  expect(await duplicates({ labels: '{{#if values.a}}\napp: other\n{{/if}}' }, { a: flag })).toEqual([`the key "app" stands in ${here}:6 already`])
})

it('takes branches that exclude each other for what they are', async () => {
  const properties = { a: flag, b: flag, mode: text() }
  expect(await duplicates({ labels: '{{#if values.a}}\nx: a\n{{else if values.b}}\nx: b\n{{else}}\nx: c\n{{/if}}' }, properties)).toEqual([])
  expect(await duplicates({ labels: '{{#if values.a}}\nx: a\n{{/if}}\n{{#unless values.a}}\nx: b\n{{/unless}}' }, properties)).toEqual([])
  expect(await duplicates({ labels: '{{#if (and values.a values.b)}}\nx: a\n{{/if}}\n{{#if (not values.b)}}\nx: b\n{{/if}}' }, properties)).toEqual([])
  expect(await duplicates({ labels: '{{#if (eq values.mode "a")}}\nx: a\n{{/if}}\n{{#if (eq values.mode "b")}}\nx: b\n{{/if}}\n{{#unless values.mode}}\nx: c\n{{/unless}}' }, properties)).toEqual([])
})

it('does not take other conditions for exclusive', async () => {
  const properties = { a: flag, b: flag, mode: text() }
  const twice = ['the key "x" stands in charts-src/demo/templates/web-deployment.yml.hbs:8 already']
  expect(await duplicates({ labels: '{{#if values.a}}\nx: a\n{{/if}}\n{{#if values.b}}\nx: b\n{{/if}}' }, properties)).toEqual(twice)
  expect(await duplicates({ labels: '{{#if values.a}}\nx: a\n{{/if}}\n{{#unless values.b}}\nx: b\n{{/unless}}' }, properties)).toEqual(twice)
  expect(await duplicates({ labels: '{{#if (eq values.mode "a")}}\nx: a\n{{/if}}\n{{#if (ne values.mode "b")}}\nx: b\n{{/if}}' }, properties)).toEqual(twice)
  expect(await duplicates({ labels: '{{#if (or values.a values.b)}}\nx: a\n{{/if}}\n{{#unless values.a}}\nx: b\n{{/unless}}' }, properties)).toEqual(twice)
})

it('sees through named templates, with their arguments', async () => {
  const files = { 'helpers/labels.yml.hbs': '{{!-- Labels.\n  @param more? - one more\n--}}\n{{#if more}}\napp: {{more}}\n{{/if}}\ntier: front\n' }
  expect(await duplicates({ labels: '{{> labels}}' }, {}, files)).toEqual([])
  expect(await duplicates({ labels: '{{> labels more="x"}}' }, {}, files)).toEqual([`the key "app" stands in ${here}:6 already`])
  expect(await duplicates({ labels: '{{> labels}}\ntier: back' }, {}, files)).toEqual(['the key "tier" stands in charts-src/demo/helpers/labels.yml.hbs:7 already'])
})

it('finds a key that each turn of a loop prints again', async () => {
  const properties = { map: mapOf(text()) }
  expect(await duplicates({ labels: '{{#each values.map as |entry name|}}\nfixed: {{entry}}\n{{/each}}' }, properties)).toEqual(['the key "fixed" can stand twice'])
  expect(await duplicates({ labels: '{{#each values.map as |entry name|}}\n{{name}}: {{entry}}\n{{/each}}' }, properties)).toEqual([])
})

it('finds items of lists with equal keys', async () => {
  expect(await duplicates({ container: 'env:\n  - name: A\n    value: x\n  - name: A\n    value: "y"' })).toEqual([`the name of a variable "A" stands in ${here}:20 already`])
  expect(await duplicates({ container: 'volumeMounts:\n  - name: a\n    mountPath: /tmp\n  - name: b\n    mountPath: /tmp' })).toEqual([`the path of a mount "/tmp" stands in ${here}:21 already`])
  expect(await duplicates({ container: 'ports:\n  - name: a\n    containerPort: 80\n  - name: b\n    containerPort: 80\n    protocol: TCP' })).toEqual([`the port of a container "80" (TCP) stands in ${here}:21 already`])
  expect(await duplicates({ container: 'ports:\n  - name: a\n    containerPort: 80\n  - name: b\n    containerPort: 80\n    protocol: UDP' })).toEqual([])
  expect(await duplicates({ pod: 'initContainers:\n  - name: web\n    image: registry.example.com/init:1.0.0' })).toEqual([`the name of a container "web" stands in ${here}:17 already`])
})

it('finds the same value in two ports, and takes the user\'s entries as they are', async () => {
  const properties = { port: { type: 'integer', description: 'A port.', default: 80 }, env: mapOf(text()) }
  expect(await duplicates({ container: 'ports:\n  - name: a\n    containerPort: {{values.port}}\n  - name: b\n    containerPort: {{values.port}}' }, properties)).toEqual([`the port of a container "{{values.port}}" (TCP) stands in ${here}:21 already`])
  expect(await duplicates({ container: 'env:\n  - name: A\n    value: x\n  {{#each values.env as |value name|}}\n  - name: {{name}}\n    value: {{value}}\n  {{/each}}' }, properties)).toEqual([])
})
