import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { isUmbrella, shareOf } from '../charts/share.ts'
import { catchMutant, openLaboratory, type Catch } from './catch-mutant.ts'
import { lateTests } from './catch-late.ts'
import { charts, type Chart } from './chart.ts'
import { nonconforming } from './conform.ts'
import { rememberedProperty } from './remembered-property.ts'
import { cases, isLong, tell } from './seed.ts'
import { mutantsOf } from './template-mutants.ts'

/** A mistake in a template is caught by a test. That the build would make another template counts for nothing here: somebody may make the mistake in its source. */
const all = await charts()
const perChart = 320
const total = 30
const explanations = parse(await readFile(join(import.meta.dirname, 'survivors.yaml'), 'utf8')) as { readonly [chart: string]: { readonly [mutant: string]: string } } | null

describe.each(all.map((chart) => [chart.name, chart] as const))('%s', (_, chart) => {
  test('each small mistake in a template is caught', { timeout: 7_200_000 }, async () => {
    const wanted = cases(shareOf(all, chart, total), perChart)
    const { mutants, tried, by, survivors } = await rememberedProperty('mistakes in templates', chart, () => tryAll(chart, wanted), wanted)
    const explained = explanations?.[chart.name] ?? {}
    tell(`${chart.name}: mistakes in templates`, { of: mutants.length, tried, ...by, survivors: survivors.length, explained: survivors.filter(({ name }) => name in explained).length }, { cases: tried, waivers: survivors.filter(({ name }) => name in explained).length })
    expect(survivors.filter(({ name }) => !(name in explained)).map(({ name, isChanged }) => `${isChanged ? 'changes a manifest' : 'changes nothing'}: ${name}`)).toEqual([])
    const isCaught = (name: string): boolean => isLong && !survivors.some((survivor) => survivor.name === name)
    expect(Object.keys(explained).filter((name) => !mutants.includes(name) || isCaught(name)), 'survivors that are caught or gone').toEqual([])
    expect(mutants.length).toBeGreaterThanOrEqual(isUmbrella(chart) ? 1 : 300)
  })
})

async function tryAll(chart: Chart, wanted: number): Promise<Tried> {
  const mutants = mutantsOf(chart.files, perChart)
  // The first ones by name: a change of a chart brings as many new mistakes as it has new lines.
  const tried = mutants.slice(0, wanted)
  const laboratory = await openLaboratory(chart)
  const catches: (Catch & { readonly name: string })[] = []
  for (let start = 0; start < tried.length; start += 2) {
    catches.push(...(await Promise.all(tried.slice(start, start + 2).map(async (mutant) => ({ name: mutant.name, ...(await catchMutant(laboratory, mutant)) })))))
  }
  // What would catch the chart as it is tells nothing. Hostile values cost too much to be tried where no mistake has come so far.
  const plain = chart.files.find(({ path }) => path.startsWith('templates/'))
  if (plain !== undefined && catches.some(({ by }) => /^(hostile|unread|values)/.test(by ?? ''))) {
    const wrong = (await catchMutant(laboratory, plain)).by
    if (wrong !== undefined) throw new Error(`the chart as it is counts as a mistake, by ${wrong}`)
  }
  const invalid = await nonconforming(catches.flatMap(({ documents = [] }) => documents))
  const late = lateTests(chart)
  const judged: { readonly name: string; readonly by: string | undefined; readonly isChanged: boolean }[] = []
  try {
    for (const [index, { name, by, documents = [], isChanged = false }] of catches.entries()) {
      const early = by ?? (documents.some((document) => invalid.has(document)) ? 'kubeconform' : undefined)
      judged.push({ name, isChanged, by: early ?? (await late.catchLate(tried[index]!, { plain: laboratory.documents, documents })) })
    }
  } finally {
    await late.stop()
  }
  const counts = new Map<string, number>()
  for (const { by = 'nothing' } of judged) counts.set(kindOf(by), (counts.get(kindOf(by)) ?? 0) + 1)
  const survivors = judged.filter(({ by }) => by === undefined).map(({ name, isChanged }) => ({ name, isChanged }))
  return { mutants: mutants.map(({ name }) => name), tried: tried.length, by: Object.fromEntries(counts), survivors }
}

function kindOf(by: string): string {
  return by.split(/[ :]/)[0]!
}

interface Tried {
  readonly mutants: readonly string[]
  readonly tried: number
  /** How many were caught by which kind of test. */
  readonly by: { readonly [kind: string]: number }
  readonly survivors: readonly { readonly name: string; readonly isChanged: boolean }[]
}
