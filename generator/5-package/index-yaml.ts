import { createHash } from 'node:crypto'
import { parse, stringify } from 'yaml'
import type { EmittedChart, Json } from '../model.ts'
import type { Archive } from './archive.ts'

/** The index of a chart repository that holds these archives. `modified` is the time that it bears, in seconds. */
export function indexYaml(charts: readonly { readonly chart: EmittedChart; readonly archive: Archive }[], modified: number): string {
  const created = new Date(modified * 1000).toISOString()
  const sorted = [...charts].sort((left, right) => (left.chart.name < right.chart.name ? -1 : 1))
  const entries = sorted.map(({ chart, archive }): readonly [string, Json] => {
    const digest = createHash('sha256').update(archive.bytes).digest('hex')
    return [chart.name, [{ ...metadataOf(chart), created, digest, urls: [archive.name] }]]
  })
  return stringify({ apiVersion: 'v1', entries: Object.fromEntries(entries), generated: created }, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false })
}

function metadataOf(chart: EmittedChart): { readonly [key: string]: Json } {
  const file = chart.files.find(({ path }) => path === 'Chart.yaml')
  if (file === undefined) throw new Error(`chart ${chart.name} was emitted without a Chart.yaml`)
  return parse(file.text)
}
