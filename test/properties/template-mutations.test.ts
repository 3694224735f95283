import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { catchMutant, openLaboratory, type Catch } from './catch-mutant.ts'
import { charts } from './chart.ts'
import { chosen } from './chosen.ts'
import { nonconforming } from './conform.ts'
import { cases, isLong, tell } from './seed.ts'
import { mutantsOf } from './template-mutants.ts'

/** A mistake in a template is caught by a test. That the build would make another template counts for nothing here: somebody may make the mistake in its source. */
const all = await charts()
const perChart = 320
const survivors = parse(await readFile(join(import.meta.dirname, 'survivors.yaml'), 'utf8')) as { readonly [chart: string]: { readonly [mutant: string]: string } } | null

describe.each(all.map((chart) => [chart.name, chart] as const))('%s', (_, chart) => {
  test('each small mistake in a template is caught', { timeout: 7_200_000 }, async () => {
    const mutants = mutantsOf(chart.files, perChart)
    const tried = chosen(mutants, cases(12, perChart))
    const laboratory = await openLaboratory(chart)
    const catches: (Catch & { readonly name: string })[] = []
    for (let start = 0; start < tried.length; start += 2) {
      catches.push(...(await Promise.all(tried.slice(start, start + 2).map(async (mutant) => ({ name: mutant.name, ...(await catchMutant(laboratory, mutant)) })))))
    }
    const invalid = await nonconforming(catches.flatMap(({ documents = [] }) => documents))
    const left = catches.filter(({ by, documents = [] }) => by === undefined && !documents.some((document) => invalid.has(document)))
    const counts = new Map<string, number>()
    for (const { by = 'kubeconform or nothing' } of catches) counts.set(by.split(' ')[0]!, (counts.get(by.split(' ')[0]!) ?? 0) + 1)
    const explained = survivors?.[chart.name] ?? {}
    tell(`${chart.name}: mistakes in templates`, { of: mutants.length, tried: tried.length, ...Object.fromEntries(counts), survivors: left.length })
    expect(left.filter(({ name }) => !(name in explained)).map(({ name, isChanged }) => `${isChanged === true ? 'changes a manifest' : 'changes nothing'}: ${name}`)).toEqual([])
    const names = new Set(mutants.map(({ name }) => name))
    const isCaught = (name: string): boolean => isLong && !left.some((survivor) => survivor.name === name)
    expect(Object.keys(explained).filter((name) => !names.has(name) || isCaught(name)), 'survivors that are caught or gone').toEqual([])
    expect(mutants.length).toBe(perChart)
  })
})
