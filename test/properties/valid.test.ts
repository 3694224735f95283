import { sample } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../generator/model.ts'
import { shareOf } from '../charts/share.ts'
import { valuesText } from '../functions/values-text.ts'
import { brokenContracts } from './broken-contracts.ts'
import { charts, type Base, type Chart } from './chart.ts'
import { nonconforming } from './conform.ts'
import { inTurn } from './in-turn.ts'
import { merged } from './json.ts'
import { minimise } from './minimise.ts'
import { randomValues } from './random-values.ts'
import { rememberedProperty } from './remembered-property.ts'
import { renderBoth, type Outcome } from './render-both.ts'
import { cases, seed, tell } from './seed.ts'

/** What a chart's schema accepts, both Helms accept, and what comes of it a cluster accepts. */
const all = await charts()
const total = cases(10_000, 30_000)

describe.each(all.map((chart) => [chart.name, chart] as const))('%s', (_, chart) => {
  test('random valid values are accepted, rendered the same by both Helms, and give valid objects', { timeout: 3_600_000 }, async () => {
    const wanted = shareOf(all, chart, total)
    const { sets, refused, problems } = await rememberedProperty('valid values', chart, () => tryAll(chart, wanted), wanted)
    tell(`${chart.name}: valid values`, { sets, 'refused by the chart\'s own checks': refused, problems: problems.length }, { cases: sets })
    expect(problems).toEqual([])
    expect(refused).toBeLessThan(sets / 2)
    expect(sets).toBeGreaterThanOrEqual(wanted)
  })
})

async function tryAll(chart: Chart, wanted: number): Promise<Tried> {
  const sets = chart.bases.flatMap((base, index) => setsOver(chart, base, index, wanted))
  const outcomes = await inTurn(sets, (values) => judge(chart, values))
  const problems = outcomes.flatMap(({ problem }, index) => (problem === undefined ? [] : [{ problem, values: sets[index]! }]))
  const invalid = await nonconforming(outcomes.flatMap(({ rendered }) => rendered?.manifests.map(({ content }) => content) ?? []))
  for (const [index, { rendered }] of outcomes.entries()) {
    const found = rendered?.manifests.find(({ content }) => invalid.has(content))
    if (found !== undefined) problems.push({ problem: `${found.path}: ${invalid.get(found.content)}`, values: sets[index]! })
  }
  for (const [index, { rendered }] of outcomes.entries()) {
    if (rendered === undefined || index % everySo !== 0) continue
    const broken = brokenContracts(chart, { values: sets[index]! }, rendered).filter((name) => holdAlways.includes(name.split(' ')[0]!))
    problems.push(...broken.map((name) => ({ problem: `the contract ${name}`, values: sets[index]! })))
  }
  const refused = outcomes.filter(({ refusal }) => refusal !== undefined).length
  return { sets: sets.length, refused, problems: await smallest(chart, problems) }
}

function setsOver(chart: Chart, { values }: Base, index: number, wanted: number): readonly Json[] {
  const numRuns = Math.ceil(wanted / chart.bases.length)
  const patches = sample(randomValues(chart.schema, merged(chart.defaults, values)), { numRuns, seed: seed + index })
  return patches.map((patch) => merged(values, patch))
}

async function judge(chart: Chart, values: Json): Promise<Outcome> {
  const [refused] = chart.refusals(values)
  // The generator follows the schema, so this is its mistake or ajv's, and worth a look.
  return refused === undefined ? renderBoth(chart.package, values) : { problem: `ajv: ${refused}` }
}

/** One small example of each kind of problem. */
async function smallest(chart: Chart, problems: readonly Problem[]): Promise<readonly string[]> {
  const kinds = new Map(problems.map((each) => [kindOf(each.problem), each]))
  const found: string[] = []
  for (const [kind, { problem, values }] of [...kinds].slice(0, mostShown)) {
    const small = await minimise(values, async (smaller) => {
      const { problem, rendered } = await judge(chart, smaller)
      if (problem !== undefined) return kindOf(problem) === kind
      if (!kind.startsWith(chart.name)) return false
      const invalid = await nonconforming(rendered?.manifests.map(({ content }) => content) ?? [])
      return rendered?.manifests.some(({ path, content }) => invalid.has(content) && kindOf(`${path}: ${invalid.get(content)}`) === kind) ?? false
    })
    found.push(`${problem.slice(0, 500)}\nwith the values ${valuesText(small)}`)
  }
  return found
}

/** Problems with the same words are one problem: what is quoted, counted or named differs from set to set. */
function kindOf(problem: string): string {
  return problem.replaceAll(/"[^"]*"|'[^']*'|\d+/g, '…').slice(0, 160)
}

/** More would only make the others wait. */
const mostShown = 6

/** One of so many sets is held against contracts: random values find there what single switches do not. */
const everySo = 10

/** The contracts that hold whatever users set; others are about what users may well write into free places, such as ports that nothing listens on, a variable with two values, a volume that nothing mounts, or a name and a text of their own. */
const holdAlways: readonly string[] = [
  'annotations-are-no-labels', 'current-api-versions', 'files-parse', 'in-namespace', 'labels-valid', 'no-null',
  'objects-unique', 'pod-labels-agree', 'recommended-labels', 'replicas-or-autoscaler', 'secret-type', 'selectors-match', 'selectors-small', 'strings-stay-strings',
]

interface Tried {
  readonly sets: number
  /** By the chart's own checks. */
  readonly refused: number
  readonly problems: readonly string[]
}

interface Problem {
  readonly problem: string
  readonly values: Json
}
