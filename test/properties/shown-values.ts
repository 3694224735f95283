import { sample } from '../../generator/4-emit/unit-tests/sample.ts'
import type { Json, Schema } from '../../generator/model.ts'
import { valuesText } from '../functions/values-text.ts'
import { arranged } from './arrangement.ts'
import { usualBases, type Chart } from './chart.ts'
import { declaredValues, guardsOf, type Declared } from './declared-values.ts'
import { everythingOn } from './everything-on.ts'
import { inTurn } from './in-turn.ts'
import { at, merged, withValue } from './json.ts'
import { openHelm } from './render-both.ts'

/**
 * The declared values that change a manifest in no scenario. Tried are, in this order and always the same: everything on with each choice of the
 * enumerations, then the bases, then each of them with one switch or choice beside the value in another state.
 */
export async function hiddenValues(chart: Chart): Promise<Shown> {
  const texts = new Map<string, Promise<string | undefined>>()
  const textOf = (values: Json): Promise<string | undefined> => {
    const key = valuesText(values)
    const text = texts.get(key) ?? manifestsOf(chart, key)
    texts.set(key, text)
    return text
  }
  const { scenes, seen } = await scenesOf(chart, textOf)
  const all = distinct(scenes.flatMap((values) => declaredValues(chart.own, merged(chart.defaults, values))))
  const shows = async (values: Json, value: Declared): Promise<boolean> => {
    const before = await textOf(values)
    if (before === undefined) return false
    for (const other of alternatives(chart.own, value, at(merged(chart.defaults, values), value.path))) {
      const after = await textOf(withValue(values, value.path, other))
      if (after !== undefined && after !== before) return true
    }
    return false
  }
  let hidden: readonly Declared[] = all.filter(({ path }) => !seen.some((shown) => `${shown}.`.startsWith(`${path.join('.')}.`)))
  for (const values of scenes) hidden = await without(hidden, (value) => shows(values, value))
  for (const values of scenes) {
    hidden = await without(hidden, async (value) => {
      for (const guarded of guardsOf(all, value, merged(chart.defaults, values))) if (await shows(guarded, value)) return true
      return false
    })
  }
  return { declared: all.length, renderings: texts.size, hidden: hidden.map(({ path }) => path.join('.')) }
}

/** The scenarios, and the places whose marker can be read in a manifest when there is one in every text and number at once. */
async function scenesOf(chart: Chart, textOf: (values: Json) => Promise<string | undefined>): Promise<{ readonly scenes: readonly Json[]; readonly seen: readonly string[] }> {
  const bases = usualBases(chart).toReversed()
  const wholes: Json[] = []
  const seen = new Set<string>()
  for (const base of bases) {
    for (const choice of base === bases[0] ? [0, 1, 2] : [0]) {
      const leaves = await everythingOn(chart, base, choice, true, async (values) => (await textOf(values)) !== undefined)
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

/** What else a value may be: the other states of a switch, the next number, a text or part that the schema gives an example of. */
function alternatives(root: Schema, { path, schema }: Declared, current: Json | undefined): readonly Json[] {
  if (schema.type === 'boolean') return [current !== true]
  if (schema.enum !== undefined) return schema.enum.filter((choice) => choice !== null && choice !== current)
  const { minimum = 0, maximum = Infinity } = schema
  const next = typeof current === 'number' ? [current + 1, current - 1].filter((number) => number >= minimum && number <= maximum) : []
  const other = sample(root, schema, current, path.join('-'))
  return [...next, ...(other === undefined ? [] : [other])]
}

/** Nothing where the chart refuses the values. */
async function manifestsOf(chart: Chart, valuesYaml: string): Promise<string | undefined> {
  const { error, manifests } = await (await openHelm()).render({ chart: chart.package, engine: 'helm4', valuesYaml, skipSchemaValidation: true })
  return error === undefined ? manifests.map(({ path, content }) => `# ${path}\n${content}`).join('\n---\n') : undefined
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
