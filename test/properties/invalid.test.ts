import { describe, expect, test } from 'vitest'
import type { Json } from '../../generator/model.ts'
import { shareOf } from '../charts/share.ts'
import { valuesText } from '../functions/values-text.ts'
import { breaksOf, type Break } from './break-value.ts'
import { charts, type Chart } from './chart.ts'
import { chosen } from './chosen.ts'
import { inTurn } from './in-turn.ts'
import { merged, pointer } from './json.ts'
import { rememberedProperty } from './remembered-property.ts'
import { openHelm } from './render-both.ts'
import { cases, tell } from './seed.ts'
import { sitesOf } from './sites.ts'

/** One thing is wrong in otherwise valid values: both Helms refuse them and say where. */
const all = await charts()
const total = cases(5000, 100_000)

describe.each(all.map((chart) => [chart.name, chart] as const))('%s', (_, chart) => {
  test('what breaks the schema in one place is refused there', { timeout: 3_600_000 }, async () => {
    const wanted = shareOf(all, chart, total)
    const { sets, possible, kinds, messages } = await rememberedProperty('broken values', chart, () => tryAll(chart, wanted), wanted)
    tell(`${chart.name}: broken values`, { sets, 'of': possible, ...kinds, 'not refused as they should be': messages.length }, { cases: sets })
    expect(messages).toEqual([])
    if (sets > 300) expect(Object.keys(kinds).length).toBeGreaterThan(5)
  })
})

async function tryAll(chart: Chart, wanted: number): Promise<Tried> {
  const given = merged(chart.coalesced, chart.bases[0]?.values ?? {})
  // What a parent says in `global` beats what is said there for one of its charts, before any schema sees it.
  const breaks = sitesOf(chart.schema).filter(({ path }) => path.indexOf('global') < 1).flatMap((site) => breaksOf(chart.schema, given, site))
  const some = chosen(breaks, wanted)
  const messages = (await inTurn(some, (each) => judge(chart, each))).flat()
  const kinds = Object.fromEntries([...new Set(some.map(({ kind }) => kind))].sort().map((kind) => [kind, some.filter((each) => each.kind === kind).length]))
  return { sets: some.length, possible: breaks.length, kinds, messages: messages.slice(0, 10) }
}

async function judge(chart: Chart, { kind, values, where, word = '' }: Break): Promise<readonly string[]> {
  const given = chart.bases[0] === undefined ? values : merged(chart.bases[0].values, values)
  const say = (who: string, what: string): string => `${kind} at ${where}: ${who} ${what.slice(0, 400)} (${JSON.stringify(values).slice(0, 300)})`
  const problems: string[] = []
  const refusals = chart.refusals(merged(chart.defaults, given))
  if (!refusals.some((text) => text.startsWith(`${where} `) || text.startsWith(`${where}/`))) problems.push(say('ajv says', refusals.join('; ') || 'nothing'))
  const helm = await openHelm()
  for (const engine of ['helm4', 'helm3'] as const) {
    const { error = 'nothing' } = await helm.render({ chart: chart.package, engine, valuesYaml: valuesText(given satisfies Json) })
    // At an entry that is refused for its name the key is the end of the place.
    const isNamed = namesPath(error, where) && (error.includes(word) || error.includes(`at '${where}${pointer([word])}'`))
    const isRefusedHere = error.includes("values don't meet the specifications of the schema") && isNamed
    if (!isRefusedHere) problems.push(say(engine, `says ${error}`))
  }
  return problems
}

function namesPath(error: string, where: string): boolean {
  return error.includes(`at '${where}`) || (where === '' && error.includes("at ''"))
}

interface Tried {
  readonly sets: number
  readonly possible: number
  readonly kinds: { readonly [kind: string]: number }
  readonly messages: readonly string[]
}
