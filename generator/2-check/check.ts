import type { Catalogue, Report, Schema } from '../model.ts'
import { rules } from './rules.ts'
import { schemaNodes } from './schema-nodes.ts'

/** Checks what can be told from schemas, chart.yaml, presets and names of templates alone, chart by chart. */
export function check(catalogue: Catalogue, report: Report): void {
  const seen = { sure: new Set<Schema>(), unsure: new Set<Schema>() }
  for (const chart of catalogue.charts) {
    const subject = { chart, catalogue, nodes: schemaNodes(chart.schema, seen) }
    for (const rule of Object.values(rules)) rule(subject, report)
  }
}
