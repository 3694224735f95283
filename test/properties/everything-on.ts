import type { Json } from '../../generator/model.ts'
import { leavesOf, usable, arranged, type Leaf } from './arrangement.ts'
import type { Base, Chart } from './chart.ts'
import { merged } from './json.ts'
import { sitesOf } from './sites.ts'

/**
 * One set of values with each switch in one state, each enumeration at the choice of that number and a marker in every text and number,
 * as far as the chart renders with them: switches and choices first, since they decide where the rest is read.
 */
export async function everythingOn(chart: Chart, base: Base, choice: number, state: boolean, refusalOf: (values: Json) => Promise<string | undefined>): Promise<readonly Leaf[]> {
  const existing = merged(chart.defaults, base.values)
  const fixed = sitesOf(chart.own, existing).flatMap((site): readonly Leaf[] => {
    if (site.schema.type === 'boolean') return [{ ...site, marker: state, hostile: [] }]
    const choices = (site.schema.enum ?? []).filter((one) => one !== null)
    const chosen = choices[choice % Math.max(1, choices.length)]
    return chosen === undefined || chosen === null ? [] : [{ ...site, marker: chosen, hostile: [] }]
  })
  const refused = (leaves: readonly Leaf[]): Promise<string | undefined> => refusalOf(arranged(base.values, leaves, ({ marker }) => marker))
  const switched = await usable(fixed, refused)
  const markers = leavesOf(chart.own, existing)
  return [...switched, ...(await usable(markers, (some) => refused([...switched, ...some])))]
}
