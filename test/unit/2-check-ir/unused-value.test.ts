import { expect, it } from 'vitest'
import { checkDemo, flag, mapOf, messages, text } from './check-demo.ts'

const configMap = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n${data}`
const file = 'templates/web-configmap.yml.hbs'
const unread = (template: string, properties: Parameters<typeof messages>[2]) => messages('unused-value', { [file]: configMap(template) }, properties)

it('names a value that nothing reads, at its place in the schema', async () => {
  const [diagnostic, ...others] = await checkDemo({ [file]: configMap('  a: {{values.used}}\n') }, { used: text(), idle: text() })
  expect(others).toEqual([])
  expect(diagnostic).toMatchObject({ rule: 'unused-value', message: 'nothing in the chart "demo" reads "idle"', span: { file: 'schemas/demo.schema.json' } })
})

it('names the highest group of which nothing is read, and the single value of one that is read in part', async () => {
  const group = { type: 'object', additionalProperties: false, description: 'A group.', properties: { a: text(), b: text() } }
  expect(await unread('  a: x\n', { group })).toEqual(['nothing in the chart "demo" reads "group"'])
  expect(await unread('  a: {{values.group.a}}\n', { group })).toEqual(['nothing in the chart "demo" reads "group.b"'])
  expect(await unread('  {{merge values.group}}\n', { group })).toEqual([])
})

it('looks into the entries of maps', async () => {
  const map = mapOf({ type: 'object', additionalProperties: false, properties: { a: text(), b: text() } })
  expect(await unread('  {{#each values.map as |entry name|}}\n  {{name}}: {{entry.a}}\n  {{/each}}\n', { map })).toEqual(['nothing in the chart "demo" reads "map.*.b"'])
  expect(await unread('  {{#each values.map as |entry name|}}\n  {{name}}: x\n  {{/each}}\n', { map })).toEqual([])
})

it('counts conditions, named templates, notes and files with Go templates', async () => {
  const properties = { condition: flag, helper: text(), notes: text(), verbatim: text(), other: text() }
  const files = {
    [file]: configMap('  a: {{shown of=values.helper}}\n  {{#if values.condition}}\n  b: x\n  {{/if}}\n'),
    'helpers/shown.txt.hbs': '{{!-- Shows.\n  @param of - what\n--}}\n<{{of}}>\n',
    'NOTES.txt.hbs': '{{values.notes}}\n',
    'templates/extra.yaml': '{{/* .Values.other */}}\nx: {{ .Values.verbatim | quote }}\n',
  }
  expect(await messages('unused-value', files, properties)).toEqual(['nothing in the chart "demo" reads "other"'])
})

it('leaves global and enabled alone', async () => {
  const global = { type: 'object', additionalProperties: false, description: 'A group.', properties: { a: text() } }
  expect(await unread('  a: x\n', { global, enabled: flag })).toEqual([])
})

it('refuses undeclared values in files with Go templates', async () => {
  const files = { [file]: configMap('  a: {{values.replicas}}\n'), 'templates/_extra.tpl': '{{ $.Values.replcas }}{{ .Values.replicas.much }}{{ .Values.map.any.thing }}\n' }
  const found = (await checkDemo(files, { replicas: text(), map: mapOf(text()) })).filter(({ rule }) => rule === 'unknown-value')
  expect(found.map(({ message, fix }) => [message, fix])).toEqual([
    ['"replcas" is not declared in ".Values"', 'did you mean "replicas"?'],
    ['"much" is not declared in ".Values.replicas"', 'declare "replicas.much" in the schema'],
    ['"thing" is not declared in ".Values.map.any"', 'declare "map.any.thing" in the schema'],
  ])
  expect(found[0]?.span).toEqual({ file: 'charts-src/demo/templates/_extra.tpl', start: 4, end: 19 })
})
