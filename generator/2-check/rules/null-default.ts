import type { Json } from '../../model.ts'
import { shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'
import { locateAt } from '../../syntax/locate.ts'

/** Helm takes null for "remove this key", so null can't be a value. */
export const nullDefault: Rule = ({ catalogue, nodes }, report) => {
  for (const { schema, path } of nodes) {
    for (const below of schema.default === undefined ? [] : nullsIn(schema.default)) {
      const shown = shownPath([...path, ...below.map(String)])
      report({ rule: 'null-default', severity: 'error', message: `the default of ${shown} is null`, why: 'Helm removes a key whose value is null before a template or the schema sees it', fix: 'give a value that stands for "nothing", such as "" or {}', span: locateAt(catalogue, String(schema['x-default-at']), ...below) })
    }
  }
}

function nullsIn(value: Json): readonly (readonly (string | number)[])[] {
  if (value === null) return [[]]
  if (typeof value !== 'object') return []
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value) ? (value as readonly Json[]).map((item, index) => [index, item]) : Object.entries(value)
  return entries.flatMap(([key, child]) => nullsIn(child).map((path) => [key, ...path]))
}
