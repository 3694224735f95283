import { describe, expect, test } from 'vitest'
import type { Json } from '../../generator/model.ts'
import { isUmbrella, shareOf } from '../charts/share.ts'
import { charts, type Chart } from './chart.ts'
import { chosen } from './chosen.ts'
import { inTurn } from './in-turn.ts'
import { withValue, type Path } from './json.ts'
import { isNullRefused } from './null-refused.ts'
import { nullsOver, printsNull, umbrellaOf } from './nulled-values.ts'
import { rememberedProperty } from './remembered-property.ts'
import { renderBoth } from './render-both.ts'
import { cases, tell } from './seed.ts'
import { sitesOf } from './sites.ts'

/** A null takes away what it stands on, or is refused with a sentence; it never prints, and both Helms say the same. */
const all = await charts()
const total = cases(600, 10_000)

describe.each(all.map((chart) => [chart.name, chart] as const))('%s', (_, chart) => {
  test.each<Way>(['as values', 'through an umbrella'])('nulls %s', { timeout: 3_600_000 }, async (way) => {
    const wanted = shareOf(all, chart, total)
    const { places, removed, refused, problems } = await rememberedProperty(`nulls ${way}`, chart, () => tryAll(chart, way, wanted), wanted)
    tell(`${chart.name}: nulls ${way}`, { places, removed, refused, problems: problems.length }, { cases: places })
    expect(problems).toEqual([])
    // An umbrella has few values of its own, and of these a tenth is tried.
    if (!isUmbrella(chart)) expect(refused).toBeGreaterThan(0)
  })
})

async function tryAll(chart: Chart, way: Way, wanted: number): Promise<Tried> {
  const umbrella = way === 'as values' ? undefined : await umbrellaOf(chart)
  const places = chosen(chart.bases.flatMap(({ name, values }) => nullsOver(chart, values).map((path) => ({ name, values, path }))), wanted)
  const refused = new Set(sitesOf(chart.own).filter((site) => isNullRefused(chart, site)).map(({ path }) => path.join('.')))
  const answers = await inTurn(places, async ({ name, values, path }) => {
    const nulled = withValue(values, path, null)
    const given = umbrella === undefined ? nulled : { [chart.name]: nulled }
    const answer = await judge(umbrella ?? chart.package, given, path)
    if (answer === 'removed' && refused.has(path.join('.'))) return `${path.join('.')}: null over ${name} is not refused, though the chart declares it without null`
    return answer === 'removed' || answer === 'refused' ? answer : `${path.join('.')}: null over ${name}: ${answer.slice(0, 600)}`
  })
  const problems = answers.filter((answer) => answer !== 'removed' && answer !== 'refused')
  const count = (wanted: string): number => answers.filter((answer) => answer === wanted).length
  return { places: places.length, removed: count('removed'), refused: count('refused'), problems: problems.slice(0, 10) }
}

/** A chart that is brought along names the place as its own values have it. */
function isAbout(refusal: string, path: Path): boolean {
  const places = refusal.includes(`${path[0]} can't be installed`) ? [path, path.slice(1)] : [path]
  return !refusal.includes('is null') || places.some((place) => refusal.includes(`${place.join('.')} is null`))
}

async function judge(chart: string, values: Json, path: Path): Promise<string> {
  const { rendered, refusal, problem } = await renderBoth(chart, values)
  if (refusal !== undefined) return isAbout(refusal, path) ? 'refused' : `refused for another null: ${refusal}`
  // A required value that is taken away is missing, and the schema says so.
  if (problem !== undefined) return problem.includes("values don't meet the specifications of the schema") && /both Helms|Helm 4: /.test(problem) ? 'refused' : problem
  const printed = rendered?.manifests.find(({ content }) => printsNull(content))
  return printed === undefined ? 'removed' : `prints a null in ${printed.path}`
}

type Way = 'as values' | 'through an umbrella'

interface Tried {
  readonly places: number
  readonly removed: number
  readonly refused: number
  readonly problems: readonly string[]
}
