import { expect, it } from 'vitest'
import { flag, mapOf, messages, text } from './check-demo.ts'

const incomplete = (template: string, properties: Parameters<typeof messages>[2] = {}) => messages('incomplete-object', { 'templates/web-configmap.yml.hbs': template }, properties)

it('wants apiVersion and kind of each document', async () => {
  expect(await incomplete('apiVersion: v1\nkind: ConfigMap\n')).toEqual([])
  expect(await incomplete('kind: ConfigMap\n')).toEqual(['this document has no "apiVersion"'])
  expect(await incomplete('apiVersion: v1\nkind: ConfigMap\n---\napiVersion: v1\n')).toEqual(['this document has no "kind"'])
  expect(await incomplete('just text\n')).toEqual(['this document is no object'])
  expect(await incomplete('- apiVersion: v1\n  kind: ConfigMap\n')).toEqual(['this document is no object'])
})

it('takes kinds that a condition chooses, and objects of the user', async () => {
  expect(await incomplete('{{#if values.a}}\napiVersion: v1\nkind: ConfigMap\n{{else}}\napiVersion: v1\nkind: Secret\n{{/if}}\n', { a: flag })).toEqual([])
  const objects = { objects: mapOf({ type: 'object', 'x-template': true, additionalProperties: true }) }
  expect(await incomplete('{{#each values.objects as |object|}}\n---\n{{object}}\n{{/each}}\n', objects)).toEqual([])
  expect(await incomplete('{{values.text}}\n', { text: text() })).toEqual(['this document is no object'])
})
