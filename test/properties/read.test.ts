import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Json, Schema } from '../../generator/model.ts'
import { sample } from '../../generator/4-emit/unit-tests/sample.ts'
import { valuesText } from '../functions/values-text.ts'
import type { Rendered } from '../tools/helm-batch.ts'
import { arranged, leavesOf, usable, type Leaf } from './arrangement.ts'
import { charts, type Chart } from './chart.ts'
import { chosen } from './chosen.ts'
import { inTurn } from './in-turn.ts'
import { at, merged } from './json.ts'
import { openHelm } from './render-both.ts'
import { cases, isLong, tell } from './seed.ts'
import { sitesOf, type Site } from './sites.ts'

/** Every value that a chart declares changes something that a user can see, in some scenario. */
const all = await charts()
const perChart = Math.ceil(cases(60, 100_000) / all.length)
const exceptions = parse(await readFile(join(import.meta.dirname, 'unread.yaml'), 'utf8')) as { readonly [chart: string]: { readonly [path: string]: string } }

describe.each(all.map((chart) => [chart.name, chart] as const))('%s', (_, chart) => {
  test('every declared value changes a manifest in some scenario', { timeout: 3_600_000 }, async () => {
    const declared = sitesOf(chart.schema).filter((site) => site.isDeclared && isLeaf(site.schema))
    const scenarios = await scenariosOf(chart)
    const seen = new Set(scenarios.flatMap(({ seen }) => seen))
    const others = declared.filter(({ path }) => !seen.has(path.join('.')))
    const tried = chosen(others, perChart)
    const changes = await inTurn(tried, (site) => changesSomething(chart, scenarios, site))
    const unread = tried.filter((_, index) => !changes[index]).map(({ path }) => path.join('.'))
    const excepted = Object.keys(exceptions?.[chart.name] ?? {})
    tell(`${chart.name}: values that are read`, { declared: declared.length, 'seen as a marker': declared.length - others.length, 'tried alone': tried.length, unread: unread.length, exceptions: excepted.length })
    expect(unread.filter((path) => !excepted.includes(path))).toEqual([])
    const known = new Set(declared.map(({ path }) => path.join('.')))
    const stale = excepted.filter((path) => !known.has(path) || seen.has(path) || (isLong && !unread.includes(path)))
    expect(stale, 'exceptions for values that are read, or that are gone').toEqual([])
  })
})

function isLeaf({ properties = {} }: Schema): boolean {
  return Object.keys(properties).length === 0
}

/** Each base as it is, with everything on, and with everything off that can be; and the places whose markers reach a manifest. */
async function scenariosOf(chart: Chart): Promise<readonly Scenario[]> {
  const switches = sitesOf(chart.schema).filter(({ schema, isDeclared }) => isDeclared && schema.type === 'boolean')
  const scenarios: Scenario[] = []
  for (const { values } of chart.bases) {
    for (const state of [undefined, true, false]) {
      const markers = leavesOf(chart.schema, merged(chart.defaults, values))
      const flags = state === undefined ? [] : switches.map((site): Leaf => ({ ...site, marker: 0, hostile: [] }))
      const renders = async (arrangement: Json): Promise<boolean> => (await render(chart, arrangement)).error === undefined
      const base = arranged(values, await usable(flags, (some) => renders(arranged(values, some, () => state ?? true))), () => state ?? true)
      const together = await usable(markers, (some) => renders(arranged(base, some, ({ marker }) => marker)))
      const text = visible(await render(chart, arranged(base, together, ({ marker }) => marker)))
      const seen = together.filter(({ marker }) => text.includes(String(marker))).map(({ path }) => path.join('.'))
      scenarios.push({ values: base, text: visible(await render(chart, base)), seen })
    }
  }
  return scenarios
}

async function changesSomething(chart: Chart, scenarios: readonly Scenario[], site: Site): Promise<boolean> {
  for (const { values, text } of scenarios) {
    for (const candidate of candidates(chart, site, at(merged(chart.defaults, values), site.path))) {
      const rendered = await render(chart, merged(values, site.place(candidate)))
      if (rendered.error === undefined && visible(rendered) !== text) return true
    }
  }
  return false
}

function candidates(chart: Chart, { schema }: Site, current: Json | undefined): readonly Json[] {
  if (schema.type === 'boolean') return [current !== true]
  if (schema.enum !== undefined) return schema.enum.filter((choice) => choice !== null && choice !== current)
  const [one, other] = [sample(chart.schema, schema, current), sample(chart.schema, schema, current, 'other')]
  return [...new Set([one, other])].filter((value) => value !== undefined)
}

async function render(chart: Chart, values: Json): Promise<Rendered> {
  return (await openHelm()).render({ chart: chart.package, engine: 'helm4', valuesYaml: valuesText(values), skipSchemaValidation: true, showNotes: true, apiVersions: ['monitoring.coreos.com/v1', 'gateway.networking.k8s.io/v1'] })
}

/** All that a user sees, and what is encoded in it. */
function visible({ manifests, notes }: Rendered): string {
  const text = manifests.map(({ content }) => content).join('\n---\n') + notes
  const decoded = [...text.matchAll(/: "?([A-Za-z0-9+/]{8,}={0,2})"?$/gm)].map(([, encoded = '']) => Buffer.from(encoded, 'base64').toString())
  return [text, ...decoded].join('\n')
}

interface Scenario {
  readonly values: Json
  readonly text: string
  readonly seen: readonly string[]
}
