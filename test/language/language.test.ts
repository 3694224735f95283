import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { functions } from '../../generator/functions/table.ts'
import type { Json } from '../../generator/model.ts'
import { openHelmBatch, type HelmBatch } from '../tools/helm-batch.ts'
import { chartMetadata, compile, writeFiles, type Compiled } from './compile.ts'
import { descriptionsIn, functionTable } from './function-rows.ts'
import { readManual, withShown, type Example } from './read-manual.ts'

/** Every example of docs/language.md is compiled, and must give what the manual shows. UPDATE_LANGUAGE=1 rewrites the manual. */
const path = fileURLToPath(new URL('../../docs/language.md', import.meta.url))
const manual = readFileSync(path, 'utf8')
const examples = readManual(manual)
const base = JSON.parse(readFileSync(new URL('./base.schema.json', import.meta.url), 'utf8')) as Json
const isUpdate = process.env['UPDATE_LANGUAGE'] === '1'
const tableOf = /(?<=<!-- functions -->\n)[\s\S]*(?=<!-- end of functions -->)/

let helm: HelmBatch
const folder = mkdtempSync(join(tmpdir(), 'chartwright-manual-'))

beforeAll(async () => {
  helm = await openHelmBatch()
})

afterAll(async () => {
  await helm?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('docs/language.md', () => {
  it.skipIf(isUpdate).each(examples.map((example) => [example.line, example] as const))('shows what is made of the example in line %i', async (_, example) => {
    const compiled = await compileExample(example)
    expect(shownBy(compiled, example)).toEqual(example.shown.map(({ text }) => text))
  })

  it.each(examples.filter(({ shown }) => shown.every((one) => one.path !== '')).map((example) => [example.line, example] as const))('has an example in line %i that both Helms render', async (line, example) => {
    const { files, messages } = await compileExample(example)
    expect(messages, messages).toBe('')
    const chart = join(folder, `example-${line}`)
    writeFiles(chart, files)
    const answers = await Promise.all((['helm4', 'helm3'] as const).map((engine) => helm.render({ chart, engine })))
    expect(answers.map(({ error }) => error)).toEqual([undefined, undefined])
  })

  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(30)
    expect(examples.filter(({ shown }) => shown.length === 0)).toEqual([])
  })

  it('lists the functions', () => {
    const table = tableOf.exec(manual)?.[0] ?? ''
    const descriptions = descriptionsIn(table)
    if (!isUpdate) expect(table).toBe(functionTable(descriptions))
    expect(Object.keys(functions).filter((name) => !descriptions[name]?.endsWith('.'))).toEqual([])
  })

  it.runIf(isUpdate)('is rewritten', async () => {
    const texts = await Promise.all(examples.map(async (example) => shownBy(await compileExample(example), example)))
    const rewritten = withShown(manual, examples.flatMap(({ shown }) => shown), texts.flat())
    writeFileSync(path, rewritten.replace(tableOf, (table) => functionTable(descriptionsIn(table))))
  })
})

function compileExample({ sources }: Example): Promise<Compiled> {
  const { 'schemas/demo.schema.json': snippet = '{}', ...others } = sources
  const schema = merged(base, { properties: JSON.parse(snippet) as Json })
  return compile({ 'charts-src/demo/chart.yaml': chartMetadata, ...withMetadata(others), 'schemas/demo.schema.json': JSON.stringify(schema, null, 2) })
}

/** A chart.yaml of an example shows only what is added. */
function withMetadata(sources: { readonly [path: string]: string }): { readonly [path: string]: string } {
  const metadata = sources['charts-src/demo/chart.yaml']
  return metadata === undefined ? sources : { ...sources, 'charts-src/demo/chart.yaml': chartMetadata + metadata }
}

function shownBy({ files, messages }: Compiled, example: Example): readonly string[] {
  return example.shown.map(({ path: file }) => (file === '' ? messages : (files.find((one) => one.path === file)?.text ?? `nothing is written, and the compiler says:\n${messages}`)))
}

function merged(one: Json, other: Json): Json {
  if (typeof one !== 'object' || one === null || Array.isArray(one) || typeof other !== 'object' || other === null || Array.isArray(other)) return other
  const [a, b] = [one as { readonly [key: string]: Json }, other as { readonly [key: string]: Json }]
  return { ...a, ...Object.fromEntries(Object.entries(b).map(([key, value]) => [key, a[key] === undefined ? value : merged(a[key], value)])) }
}
