import { violationDiagnostic } from '../../diagnostics/violation-diagnostics.ts'
import { locate, locateValue, type Pointer } from '../../syntax/locate.ts'
import { isObject } from '../default-values.ts'
import { givenViolations } from '../given-values.ts'
import { shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** A preset is a set of values that works: it is tried as Helm would use it, merged over the defaults, in every chart of an umbrella. */
export const presetValue: Rule = ({ chart }, report) => {
  for (const { name, file, values } of chart.presets) {
    if (!isObject(values)) {
      report({ rule: 'preset-value', severity: 'error', message: `the preset "${name}" is no map of values`, span: locateValue(file, []) })
      continue
    }
    const place = {
      rule: 'preset-value',
      key: (pointer: Pointer) => locate(file, pointer),
      value: (pointer: Pointer) => locateValue(file, pointer),
      name: (pointer: Pointer) => shownPath(pointer.map(String)),
    }
    for (const violation of givenViolations(chart.schema, values)) report(violationDiagnostic(violation, place))
  }
}
