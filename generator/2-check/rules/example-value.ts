import { violationDiagnostic } from '../../diagnostics/violation-diagnostics.ts'
import { validate } from '../../json-schema/validate.ts'
import { locateAt, locateValueAt, pointerPart, type Pointer } from '../../syntax/locate.ts'
import { shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** Examples are copied by users, so they obey the schema that they stand in. */
export const exampleValue: Rule = ({ chart, catalogue, nodes }, report) => {
  const { definitions = {} } = chart.schema
  for (const { schema, path } of nodes) {
    if (!Array.isArray(schema['examples'])) continue
    for (const [index, example] of schema['examples'].entries()) {
      const at = (pointer: Pointer): string => `${schema['x-at'] ?? ''}/examples/${index}${pointer.map(pointerPart).join('')}`
      const place = {
        rule: 'example-value',
        key: (pointer: Pointer) => locateAt(catalogue, at(pointer)),
        value: (pointer: Pointer) => locateValueAt(catalogue, at(pointer)),
        name: (pointer: Pointer) => shownPath([...path, ...pointer].map(String)),
      }
      for (const violation of validate({ ...schema, definitions }, example)) report(violationDiagnostic(violation, place))
    }
  }
}
