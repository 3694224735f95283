import { placeOf, shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** Every value is described, since values.yaml, the README and the editor show nothing else. */
export const missingDescription: Rule = ({ catalogue, nodes }, report) => {
  for (const { schema, path, role } of nodes) {
    const isDescribed = typeof schema.description === 'string' && schema.description.trim() !== ''
    if (role !== 'property' || isDescribed) continue
    report({ rule: 'missing-description', severity: 'error', message: `${shownPath(path)} has no description`, why: 'values.yaml, the README and editors show it', fix: 'add a "description" that says what it does, with its unit', span: placeOf(catalogue, schema) })
  }
}
