import type { Catalogue, ChartSource, Report } from '../model.ts'
import type { SchemaNode } from './schema-nodes.ts'

/** What a rule looks at. */
export interface Subject {
  readonly chart: ChartSource
  readonly catalogue: Catalogue
  /** Every node of the chart's own schema; Kubernetes types are not taken apart. */
  readonly nodes: readonly SchemaNode[]
}

export type Rule = (subject: Subject, report: Report) => void
