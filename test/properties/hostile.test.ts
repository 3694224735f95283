import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Json } from '../../generator/model.ts'
import { valuesText } from '../functions/values-text.ts'
import { arranged, leavesOf, usable, type Leaf } from './arrangement.ts'
import { charts, usualBases, type Base, type Chart } from './chart.ts'
import { merged } from './json.ts'
import { rememberedProperty } from './remembered-property.ts'
import { openHelm, renderBoth, type Outcome } from './render-both.ts'
import { differences } from './same-structure.ts'
import { cases, seed, tell } from './seed.ts'
import { unprintable } from './unprintable.ts'

/** Whatever a user's text or number is, the objects have the same shape as with a harmless one, and it arrives as it was written. */
const all = await charts()
const rounds = cases(4, 200)

describe.each(all.map((chart) => [chart.name, chart] as const))('%s', (_, chart) => {
  test.each(usualBases(chart).map((base) => [base.name, base] as const))('hostile texts and large numbers over %s', { timeout: 3_600_000 }, async (_, base) => {
    const { places, together, shown, tried, problems } = await rememberedProperty(`hostile values over ${base.name}`, chart, () => tryAll(chart, base), rounds)
    tell(`${chart.name} over ${base.name}: hostile values`, { places, 'set together': together, 'seen in plain text': shown, rounds: tried, problems: problems.length }, { cases: together * tried })
    expect(problems).toEqual([])
    expect(together).toBeGreaterThanOrEqual(places / 2)
  })
})

async function tryAll(chart: Chart, base: Base): Promise<Tried> {
  const candidates = leavesOf(chart.own, merged(chart.defaults, base.values))
  const helm = await openHelm()
  // What only the other Helm refuses is a problem, and comes up where both are asked.
  const leaves = await usable(candidates, async (some) => (await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml: valuesText(arranged(base.values, some, ({ marker }) => marker)) })).error)
  const { documents: harmless } = await documentsOf(chart, base, leaves, ({ marker }) => marker)
  const printed = JSON.stringify(harmless)
  const shown = leaves.filter(({ marker }) => printed.includes(String(marker)))
  const problems: string[] = []
  const most = Math.max(0, ...leaves.map(({ hostile }) => hostile.length))
  const tried = Math.min(rounds, most)
  for (let round = 0; round < tried; round++) {
    const first = ({ hostile, path }: Leaf): string | number => hostile[(seed + round + path.join('.').length * 31) % hostile.length]!
    const one = await documentsOf(chart, base, leaves, first)
    const refused = refusedPlaces(one.problem)
    const narrow = narrowPlaces(one.problem)
    // What toYaml can't write is refused with its place; there the next text that it can write is tried.
    const valueOf = (leaf: Leaf): string | number => narrow.includes(leaf.path.join('.')) ? String(leaf.marker) : (refused.some((place) => `${leaf.path.join('.')}.`.startsWith(`${place}.`)) ? (leaf.hostile.find((text) => !unprintable.test(String(text))) ?? String(leaf.marker)) : first(leaf))
    const { documents, problem } = refused.length + narrow.length === 0 ? one : await documentsOf(chart, base, leaves, valueOf)
    const replacements = new Map(leaves.map((leaf) => [String(leaf.marker), valueOf(leaf)]))
    if (problem !== undefined) problems.push(await culprit(chart, base, leaves, valueOf, problem))
    else problems.push(...differences(harmless, documents, replacements))
  }
  return { places: candidates.length, together: leaves.length, shown: shown.length, tried, problems: problems.slice(0, 10) }
}

function refusedPlaces(problem = ''): readonly string[] {
  return [...problem.matchAll(/^- (\S+) holds one of the characters .* which toYaml can't write$/gm)].map(([, place = '']) => place)
}

/** What a parent's check lets in fewer characters of than the chart that has the value. */
function narrowPlaces(problem = ''): readonly string[] {
  return [...problem.matchAll(/^- (\S+) may only have /gm)].map(([, place = '']) => place)
}

async function documentsOf(chart: Chart, base: Base, leaves: readonly Leaf[], valueOf: (leaf: Leaf) => Json): Promise<{ readonly documents: Json; readonly problem?: string }> {
  const { rendered, problem, refusal } = await render(chart, base, leaves, valueOf)
  if (rendered === undefined) return { documents: null, problem: problem ?? refusal ?? '' }
  const read = rendered.manifests.map(({ path, content }) => ({ path, readings: ['1.1', '1.2'].map((version) => parse(content, { version: version as '1.1', merge: false }) as Json) }))
  const different = read.find(({ readings: [one, other] }) => JSON.stringify(one) !== JSON.stringify(other))
  if (different !== undefined) return { documents: null, problem: `${different.path} means one thing in YAML 1.1 and another in YAML 1.2` }
  return { documents: Object.fromEntries(read.map(({ path, readings }, index) => [`${index} ${path}`, readings[0]!])) }
}

function render(chart: Chart, base: Base, leaves: readonly Leaf[], valueOf: (leaf: Leaf) => Json): Promise<Outcome> {
  return renderBoth(chart.package, arranged(base.values, leaves, valueOf))
}

/** The one value that makes the difference, if it is one. */
async function culprit(chart: Chart, base: Base, leaves: readonly Leaf[], valueOf: (leaf: Leaf) => Json, problem: string): Promise<string> {
  let suspects = leaves
  while (suspects.length > 1) {
    const half = suspects.slice(0, Math.ceil(suspects.length / 2))
    const isHere = (await documentsOf(chart, base, leaves, (leaf) => (half.includes(leaf) ? valueOf(leaf) : leaf.marker))).problem !== undefined
    suspects = isHere ? half : suspects.slice(half.length)
  }
  const [leaf] = suspects
  return `${leaf?.path.join('.')}: ${leaf === undefined ? '' : valuesText(valueOf(leaf)).slice(0, 200)} gives ${problem.slice(0, 500)}`
}

interface Tried {
  readonly places: number
  /** How many of them can be set in one set of values. */
  readonly together: number
  readonly shown: number
  readonly tried: number
  readonly problems: readonly string[]
}
