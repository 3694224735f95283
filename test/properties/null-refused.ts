import type { Chart } from './chart.ts'
import { at } from './json.ts'
import type { Site } from './sites.ts'

/** Helm deletes a nulled value before the schema sees it, so a chart that declares a value without null has to refuse the null itself. */
export function isNullRefused({ defaults }: Chart, { path, schema, isDeclared }: Site): boolean {
  const allowsNull = [schema.type ?? []].flat().includes('null') || schema.anyOf?.some(({ type }) => type === 'null') === true
  // Whether the chart comes along at all is for Helm to read; no template does.
  const isSwitchOfParent = path.join('.') === 'enabled'
  return isDeclared && !isSwitchOfParent && path.length > 0 && !allowsNull && at(defaults, path) !== undefined
}
