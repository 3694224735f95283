import type { Catalogue, ChartSource, Report } from '../model.ts'
import type { SchemaNode } from './schema-nodes.ts'

/** What a rule looks at. */
export interface Subject {
  readonly chart: ChartSource
  readonly catalogue: Catalogue
  /** The nodes of the chart's own schema that no chart before it shares; Kubernetes types are not taken apart. */
  readonly nodes: readonly SchemaNode[]
}

export type Rule = (subject: Subject, report: Report) => void
