import { violationDiagnostic } from '../../diagnostics/violation-diagnostics.ts'
import type { Json } from '../../model.ts'
import { isSubchart } from '../../schema/own-values.ts'
import { locate, locateValue, type Pointer } from '../../syntax/locate.ts'
import { givenViolations } from '../given-values.ts'
import { shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** What a chart gives a dependency is a default of its own, so it obeys the schema of the dependency. */
export const dependencyValue: Rule = ({ chart }, report) => {
  const { metadata, metadataFile } = chart
  for (const [index, { name, alias, values }] of (metadata.dependencies ?? []).entries()) {
    const key = alias ?? name
    const schema = chart.schema.properties?.[key]
    if (schema === undefined) continue
    const at = (pointer: Pointer): Pointer => ['dependencies', index, 'values', ...pointer]
    if (!isSubchart(schema)) {
      report({ rule: 'dependency-value', severity: 'error', message: `the chart has a value "${key}" of its own`, why: `Helm puts the values of the dependency "${name}" there`, fix: 'give the value another name, or the dependency an alias', span: locateValue(metadataFile, ['dependencies', index, alias === undefined ? 'name' : 'alias']) })
      continue
    }
    const place = {
      rule: 'dependency-value',
      key: (pointer: Pointer) => locate(metadataFile, at(pointer)),
      value: (pointer: Pointer) => locateValue(metadataFile, at(pointer)),
      name: (pointer: Pointer) => shownPath([key, ...pointer.map(String)]),
    }
    const nulls = nullsIn(values ?? {})
    for (const pointer of nulls) report({ rule: 'dependency-value', severity: 'error', message: `${place.name(pointer)} is null`, why: 'Helm removes a key whose value is null before a template or the schema sees it', fix: 'give a value that stands for "nothing", such as "" or {}', span: place.value(pointer) })
    if (nulls.length > 0) continue
    for (const violation of givenViolations(schema, values ?? {})) report(violationDiagnostic(violation, place))
  }
}

function nullsIn(value: Json): readonly Pointer[] {
  if (value === null) return [[]]
  if (typeof value !== 'object') return []
  return Object.entries(value as { readonly [key: string]: Json }).flatMap(([key, child]) => nullsIn(child).map((pointer) => [key, ...pointer]))
}
