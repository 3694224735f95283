import type { Report } from '../../model.ts'
import { unportable } from '../../regular-expression/portable.ts'
import { placeOf, shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** Helm validates with RE2 and an editor with ECMAScript: a pattern must be readable to both, and mean the same. */
export const portablePattern: Rule = ({ catalogue, nodes }, report) => {
  for (const { schema, path, role } of nodes) {
    const subject = role === 'name' ? `the keys of ${shownPath(path)}` : shownPath(path)
    if (schema.pattern !== undefined) complain(schema.pattern, subject, placeOf(catalogue, schema, 'pattern'), report)
    for (const pattern of Object.keys(schema.patternProperties ?? {})) complain(pattern, `the keys of ${shownPath(path)}`, placeOf(catalogue, schema, 'patternProperties', pattern), report)
  }
}

function complain(pattern: string, subject: string, span: Parameters<Report>[0]['span'], report: Report): void {
  for (const { what, fix } of unportable(pattern)) {
    report({ rule: 'portable-pattern', severity: 'error', message: `the pattern of ${subject} ${what}`, why: `"${pattern}" must mean the same to Helm (RE2) and to editors (ECMAScript)`, fix, span })
  }
}
