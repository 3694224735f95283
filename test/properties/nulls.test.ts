import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Json } from '../../generator/model.ts'
import { isUmbrella, shareOf } from '../charts/share.ts'
import { charts, type Chart } from './chart.ts'
import { chosen } from './chosen.ts'
import { inTurn } from './in-turn.ts'
import { at, isMap, merged, pathsOf, withValue, type Path } from './json.ts'
import { isNullRefused } from './null-refused.ts'
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
  const printed = rendered?.manifests.find(({ content }) => hasNull(parse(content) as Json) || /<no value>|<nil>/.test(content))
  return printed === undefined ? 'removed' : `prints a null in ${printed.path}`
}

/** Each declared value, each value that is set, and entries of maps and fields of Kubernetes types that nobody has set. */
function nullsOver(chart: Chart, values: Json): readonly Path[] {
  const sites = sitesOf(chart.own, merged(chart.defaults, values)).filter(({ path }) => path.length > 0 && path.every((key) => typeof key === 'string'))
  const inLists = pathsOf(values).filter((path) => path.some((key) => typeof key === 'number') && typeof path.at(-1) === 'string' && at(values, path) !== null)
  const present = sites.filter(({ path, isDeclared }) => isDeclared || path.length === 1 || isMap(at(merged(chart.defaults, values), path.slice(0, -1))))
  return [...present.map(({ path }) => path), ...inLists]
}

function hasNull(value: Json): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(hasNull))
}

/** A chart that depends on this one, as a user's own would. */
async function umbrellaOf(chart: Chart): Promise<string> {
  const folder = join(chart.scratch, 'umbrella')
  await mkdir(join(folder, 'charts'), { recursive: true })
  await writeFile(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: umbrella\nversion: 1.0.0\ndependencies:\n  - name: ${chart.name}\n    version: ${chart.version}\n`)
  await copyFile(chart.package, join(folder, 'charts', `${chart.name}-${chart.version}.tgz`))
  return folder
}

type Way = 'as values' | 'through an umbrella'

interface Tried {
  readonly places: number
  readonly removed: number
  readonly refused: number
  readonly problems: readonly string[]
}
