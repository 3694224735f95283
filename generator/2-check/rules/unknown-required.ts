import { didYouMean } from '../../diagnostics/nearest.ts'
import { placeOf, shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** A required property that is not declared could never be given, since objects are closed. */
export const unknownRequired: Rule = ({ catalogue, nodes }, report) => {
  for (const { schema, path, role } of nodes) {
    const { properties, required = [] } = schema
    if (role === 'branch' || !properties) continue
    for (const [index, name] of required.entries()) {
      if (Object.hasOwn(properties, name)) continue
      report({ rule: 'unknown-required', severity: 'error', message: `${shownPath(path)} requires "${name}", which it does not declare`, why: 'nobody could give it', ...didYouMean(name, Object.keys(properties)), span: placeOf(catalogue, schema, 'required', index) })
    }
  }
}
