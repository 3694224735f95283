import { createHash } from 'node:crypto'
import { isUmbrella } from '../../charts/share.ts'
import type { Fields, Scenario, Subject } from '../model.ts'
import { at } from '../read/at.ts'
import { bySize } from '../read/by-size.ts'
import { expanded } from '../read/expanded.ts'
import { overlaid } from '../read/overlaid.ts'
import { schemaPaths } from '../read/schema-paths.ts'

/** Each boolean and enum of the schema switched to each other value that it can have, in entries of maps as far as the scenario has some. */
export function toggles(chart: Subject, values: Fields): readonly Toggle[] {
  const all = overlaid(chart.defaults, values)
  return schemaPaths(chart.schema).flatMap(({ path, schema }) => {
    // The modes of a chart that comes along are judged with that chart; here only whether it does.
    const isOwn = chart.schema.properties?.[path[0] ?? '']?.['x-subchart'] === undefined
    const choices = schema.type === 'boolean' ? [true, false] : isOwn ? (schema.enum ?? []).filter((choice) => choice !== null) : []
    return expanded(path, all).flatMap((place) => {
      const current = at(all, place) ?? schema.default
      return choices.filter((choice) => choice !== current).map((value) => ({ path: place, value }))
    })
  })
}

/** Each other single value changed: free texts to a word, numbers to the next. What a schema or the chart refuses is no change. */
export function changes(chart: Subject, values: Fields): readonly Toggle[] {
  const all = overlaid(chart.defaults, values)
  return schemaPaths(chart.schema).filter(({ schema }) => schema.enum === undefined).flatMap(({ path, schema }) => expanded(path, all).flatMap((place): readonly Toggle[] => {
    if (schema.type === 'string') return [{ path: place, value: 'contract' }]
    if (schema.type === 'integer') return [{ path: place, value: Number(at(all, place) ?? schema.default ?? 0) + 1 }]
    return []
  }))
}

/**
 * The toggles that a scenario is judged with: all of them over the defaults, which everybody has, and where the most is on.
 * Over the others it is a quarter, always the same one, and none over those of an umbrella; in the long mode it is all everywhere.
 */
export function chosenToggles(chart: Subject, { name, values }: Scenario): readonly Toggle[] {
  const all = toggles(chart, values)
  const isWhole = isLong || name === chart.scenarios[0]?.name || name === bySize(chart.scenarios)[0]?.name
  if (isWhole) return all
  return isUmbrella(chart) ? [] : all.filter((toggle) => createHash('sha256').update(`${name} ${toggleText(toggle)}`).digest()[0]! % 4 === 0)
}

export const isLong: boolean = process.env['CHARTWRIGHT_LONG'] === '1'

export function toggleText({ path, value }: Toggle): string {
  return `${path.join('.')}=${String(value)}`
}

export interface Toggle {
  readonly path: readonly string[]
  readonly value: unknown
}
