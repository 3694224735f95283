import { locateValue } from '../../syntax/locate.ts'
import type { Rule, Subject } from '../rule.ts'

/** A chart can't be part of itself. Every chart of a circle gets the message, at its own dependency. */
export const dependencyCycle: Rule = ({ chart, catalogue }, report) => {
  for (const [index, { name }] of (chart.metadata.dependencies ?? []).entries()) {
    const way = wayTo(chart.name, name, catalogue, [name])
    if (!way) continue
    const shown = [chart.name, ...way].map((step) => `"${step}"`).join(' → ')
    report({ rule: 'dependency-cycle', severity: 'error', message: `the chart "${chart.name}" depends on itself`, why: shown, fix: 'leave one of these dependencies out', span: locateValue(chart.metadataFile, ['dependencies', index, 'name']) })
  }
}

function wayTo(target: string, from: string, catalogue: Subject['catalogue'], way: readonly string[]): readonly string[] | undefined {
  if (from === target) return way
  const next = catalogue.charts.find(({ name }) => name === from)?.metadata.dependencies ?? []
  for (const { name } of next) {
    if (way.includes(name)) continue
    const found = wayTo(target, name, catalogue, [...way, name])
    if (found) return found
  }
  return undefined
}
