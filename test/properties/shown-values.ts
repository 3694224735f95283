import { sample as made, stringMatching } from 'fast-check'
import { sample } from '../../generator/4-emit/unit-tests/sample.ts'
import type { Json, Schema } from '../../generator/model.ts'
import { arranged } from './arrangement.ts'
import { usualBases, type Chart } from './chart.ts'
import { declaredValues, guardsOf, type Declared } from './declared-values.ts'
import { everythingOn } from './everything-on.ts'
import { inTurn } from './in-turn.ts'
import { at, merged, withValue } from './json.ts'
import { rendererOf, type Renderer } from './renderer.ts'

/**
 * The declared values that change a manifest in no scenario. Tried are, in this order and always the same: a marker in every text and number at once,
 * everything on with each choice of the enumerations, the bases, and then each of them with something beside the value in another state.
 * Those that are not asked for are not looked for.
 */
export async function hiddenValues(chart: Chart, isAsked: (path: string) => boolean = () => true): Promise<Shown> {
  const renderer = rendererOf(chart)
  const { scenes, seen } = await scenesOf(chart, renderer)
  const all = distinct(scenes.flatMap((values) => declaredValues(chart.own, merged(chart.defaults, values))))
  const shows = async (values: Json, value: Declared): Promise<boolean> => {
    const tried = alternatives(chart.own, value, at(merged(chart.defaults, values), value.path))
    for (const other of tried) if (await renderer.differs(values, withValue(values, value.path, other), value.path)) return true
    // Where the chart asks for a value, one is compared with another.
    if ((await renderer.textOf(values)) !== undefined) return false
    const texts = await Promise.all(tried.map((other) => renderer.textOf(withValue(values, value.path, other))))
    return new Set(texts.filter((text) => text !== undefined)).size > 1
  }
  const asked = all.filter(({ path }) => isAsked(path.join('.')))
  let hidden: readonly Declared[] = asked.filter(({ path }) => !seen.some((shown) => `${shown}.`.startsWith(`${path.join('.')}.`)))
  for (const values of scenes) hidden = await without(hidden, (value) => shows(values, value))
  for (const values of scenes) {
    hidden = await without(hidden, async (value) => {
      for (const guarded of guardsOf(chart.own, all, value, merged(chart.defaults, values))) if (await shows(guarded, value)) return true
      return false
    })
  }
  return { declared: asked.length, renderings: renderer.count(), hidden: hidden.map(({ path }) => path.join('.')) }
}

/** The scenarios, and the places whose marker can be read in a manifest when there is one in every text and number at once. */
async function scenesOf(chart: Chart, { textOf, refusalOf }: Renderer): Promise<{ readonly scenes: readonly Json[]; readonly seen: readonly string[] }> {
  const bases = usualBases(chart).toReversed()
  const wholes: Json[] = []
  const seen = new Set<string>()
  for (const base of bases) {
    for (const choice of base === bases[0] ? [0, 1, 2] : [0]) {
      const leaves = await everythingOn(chart, base, choice, true, refusalOf)
      const marked = await textOf(arranged(base.values, leaves, ({ marker }) => marker))
      for (const { path, marker, hostile } of leaves) if (hostile.length > 0 && marked?.includes(String(marker)) === true) seen.add(path.join('.'))
      wholes.push(arranged(base.values, leaves.filter(({ hostile }) => hostile.length === 0), ({ marker }) => marker))
    }
  }
  return { scenes: [...wholes, ...chart.bases.map(({ values }) => values).toReversed()], seen: [...seen] }
}

async function without(values: readonly Declared[], isShown: (value: Declared) => Promise<boolean>): Promise<readonly Declared[]> {
  const answers = await inTurn(values, isShown)
  return values.filter((_, index) => answers[index] === false)
}

/** What else a value may be: the other states of a switch, the next number, a list without its first item, a text or part that the schema describes. */
function alternatives(root: Schema, { path, schema }: Declared, current: Json | undefined): readonly Json[] {
  if (schema.type === 'boolean') return [current !== true]
  if (schema.enum !== undefined) return schema.enum.filter((choice) => choice !== null && choice !== current)
  const { minimum = 0, maximum = Infinity, pattern, format, maxLength = 60 } = schema
  const numbers = typeof current === 'number' ? [current + 1, current - 1].filter((number) => number >= minimum && number <= maximum) : []
  const lists = Array.isArray(current) && current.length > 0 ? [current.slice(1)] : []
  const other = sample(root, schema, current, path.join('-'))
  const like = other !== undefined || pattern === undefined || format !== undefined ? [] : made(stringMatching(new RegExp(pattern)), { numRuns: 20, seed: 1 }).filter((text) => text !== '' && text !== current && text.length <= maxLength).slice(0, 2)
  const second = schema.type === 'string' ? sample(root, schema, other, `${path.join('-')}-2`) : undefined
  return [...numbers, ...lists, ...[other, second].filter((value) => value !== undefined), ...like]
}

function distinct(values: readonly Declared[]): readonly Declared[] {
  return [...new Map(values.map((value) => [value.path.join('.'), value])).values()]
}

export interface Shown {
  readonly declared: number
  readonly renderings: number
  /** Paths of the values that show nowhere. */
  readonly hidden: readonly string[]
}
