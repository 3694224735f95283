import { placeOf } from '../place.ts'
import type { Rule } from '../rule.ts'

/** A condition on all values makes Helm's validator take seconds, and its message names no value. */
export const rootConditional: Rule = ({ chart, catalogue }, report) => {
  for (const keyword of ['if', 'then', 'else', 'anyOf', 'oneOf', 'allOf', 'not', 'dependencies'] as const) {
    if (chart.schema[keyword] === undefined) continue
    report({ rule: 'root-conditional', severity: 'error', message: `the values as a whole have "${keyword}"`, why: 'Helm needs seconds for a condition on all values, and names none of them when it fails', fix: 'write a line in "checks.hbs", which gets to say what is wrong', span: placeOf(catalogue, chart.schema, keyword) })
  }
}
