import { placeOf, shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** A title would name a type by itself, and the same type differently in each chart. */
export const noTitle: Rule = ({ catalogue, nodes }, report) => {
  for (const { schema, path } of nodes) {
    if (schema['title'] === undefined) continue
    report({ rule: 'no-title', severity: 'error', message: `the schema of ${shownPath(path)} has a title`, why: 'editors show it in place of the name of the value, and types are named after it', fix: 'leave it out: the description says what the value is', span: placeOf(catalogue, schema, 'title') })
  }
}
