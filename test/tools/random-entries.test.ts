import { expect, test } from 'vitest'
import { randomEntries, withoutRandom, type RandomEntry } from './random-entries.ts'

const entries: readonly RandomEntry[] = [{ chart: 'store', template: 'store-secret.yml', keys: 'password|uri', reason: 'An example.' }]
const base64 = (text: string) => Buffer.from(text).toString('base64')
const one = 'a1'.repeat(16)
const other = 'B2'.repeat(16)

test.each([
  ['a password that is made up', { password: one }, { password: other }],
  ['one in a longer text', { uri: `db://me:${one}@host` }, { uri: `db://me:${other}@host` }],
])('%s is no difference', (_, first, second) => {
  expect(masked(first)).toBe(masked(second))
})

test.each([
  ['a key that is not named', { token: one }, { token: other }],
  ['a password that is given', { password: 'one' }, { password: 'two' }],
  ['one that is longer', { password: `${one}c` }, { password: `${other}c` }],
  ['what stands beside it', { uri: `db://me:${one}@host` }, { uri: `db://you:${one}@host` }],
])('%s is a difference', (_, first, second) => {
  expect(masked(first)).not.toBe(masked(second))
})

test('nothing changes in other templates and other kinds', () => {
  const content = secret({ password: one })
  expect(withoutRandom({ path: 'store/templates/other-secret.yml', content }, entries).content).toBe(content)
  const map = content.replace('Secret', 'ConfigMap')
  expect(withoutRandom({ path: 'store/templates/store-secret.yml', content: map }, entries).content).toBe(map)
})

test('a dependency of another chart is known by its template', () => {
  const content = secret({ password: one })
  expect(withoutRandom({ path: 'parent/charts/alias/templates/store-secret.yml', content }, entries).content).not.toBe(content)
})

test('each entry of the list gives a reason, and no two are for one template', () => {
  expect(randomEntries.filter(({ reason }) => reason.length < 20)).toEqual([])
  expect(new Set(randomEntries.map(({ template }) => template)).size).toBe(randomEntries.length)
})

function masked(data: { readonly [key: string]: string }): string {
  return withoutRandom({ path: 'store/templates/store-secret.yml', content: secret(data) }, entries).content
}

function secret(data: { readonly [key: string]: string }): string {
  const lines = Object.entries(data).map(([key, text]) => `  ${key}: "${base64(text)}"\n`)
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: store\ntype: Opaque\ndata:\n${lines.join('')}`
}
