import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { valuesTypes } from '../../../generator/4-emit/types.ts'
import { mall, shop } from './sample-charts.ts'

test('values have a type with the descriptions, each shared thing once', async () => {
  const text = await valuesTypes(shop)
  expect(text).toContain('export interface ShopValues {\n/**\n * Who answers for the shop.\n */\nowner: string\n')
  expect(text).toContain('/**\n * Its Service.\n */\nservice?: Service\n')
  expect(text.match(/interface Service\b/g)).toHaveLength(1)
  expect(text).toMatch(/resources\?: ResourceRequirements\n/)
  expect(text).not.toContain('This interface was referenced')
})

test('TypeScript refuses what the schema refuses', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'types-'))
  try {
    await writeFile(join(folder, 'shop.d.ts'), await valuesTypes(shop))
    await writeFile(join(folder, 'mall.d.ts'), await valuesTypes(mall, [shop]))
    await writeFile(
      join(folder, 'values.ts'),
      [
        `import type { ShopValues } from './shop.d.ts'`,
        `import type { MallValues } from './mall.d.ts'`,
        `export const good: ShopValues = { owner: 'me', till: { replicas: 3 }, shelves: { fiction: { width: 1 }, old: null } }`,
        `export const parent: MallValues = { shop: { enabled: true }, kiosk: { greeting: 'hi' }, features: { kiosk: false } }`,
        `export const missing: ShopValues = {}`,
        `export const unknown: ShopValues = { owner: 'me', tlil: {} }`,
        `export const wrong: ShopValues = { owner: 'me', shelves: { fiction: { width: 1, colour: 'green' } } }`,
      ].join('\n'),
    )
    const errors = await typeErrors(join(folder, 'values.ts'))
    expect(errors.map((line) => line.replace(/^.*\((\d+),.*error (TS\d+).*$/, '$1 $2'))).toEqual(['5 TS2741', '6 TS2353', '7 TS2322'])
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function typeErrors(file: string): Promise<readonly string[]> {
  const compiler = fileURLToPath(new URL('../../../node_modules/.bin/tsc', import.meta.url))
  const flags = ['--noEmit', '--strict', '--ignoreConfig', '--allowImportingTsExtensions', '--types', '', '--target', 'es2023', '--module', 'nodenext']
  const output = await new Promise<string>((done) => execFile(compiler, [...flags, file], (_, stdout) => done(stdout)))
  return output.split('\n').filter((line) => line.includes('error TS'))
}
