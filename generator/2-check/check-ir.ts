import { walkManifests, type Visitor } from '../ir/walk.ts'
import type { Catalogue, ChartIR, Report } from '../model.ts'
import { irRules } from './rules-ir.ts'

/** Checks what can be told from a staged chart only: which values it reads, and what its manifests may print. */
export function checkChart(ir: ChartIR, catalogue: Catalogue, report: Report): void {
  const once = reportOnce(report)
  const visitors = Object.values(irRules).map((rule) => rule({ ir, catalogue }, once) ?? {})
  walkManifests(ir, together(visitors))
}

/** A named template is walked for each of its calls, but a message about it is one. */
function reportOnce(report: Report): Report {
  const seen = new Set<string>()
  return (diagnostic) => {
    const key = JSON.stringify(diagnostic)
    if (!seen.has(key)) report(diagnostic)
    seen.add(key)
  }
}

function together(visitors: readonly Visitor[]): Visitor {
  return {
    scalar: (node, place) => visitors.forEach((visitor) => visitor.scalar?.(node, place)),
    key: (node, place) => visitors.forEach((visitor) => visitor.key?.(node, place)),
    opaque: (node, place) => visitors.forEach((visitor) => visitor.opaque?.(node, place)),
    map: (pairs, place, node) => visitors.forEach((visitor) => visitor.map?.(pairs, place, node)),
    list: (items, place, node) => visitors.forEach((visitor) => visitor.list?.(items, place, node)),
  }
}
