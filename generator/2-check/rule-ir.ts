import type { Visitor } from '../ir/walk.ts'
import type { Catalogue, ChartIR, Report } from '../model.ts'

/** What a rule over the manifest IR looks at. */
export interface IrSubject {
  readonly ir: ChartIR
  readonly catalogue: Catalogue
}

/** Looks at the chart at once, or gives a visitor of its manifests: they are walked once for all rules. */
export type IrRule = (subject: IrSubject, report: Report) => Visitor | undefined
