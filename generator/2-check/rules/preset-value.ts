import { violationDiagnostic } from '../../diagnostics/violation-diagnostics.ts'
import { validate } from '../../json-schema/validate.ts'
import type { Catalogue, ChartSource, Json, Preset, Report, Schema } from '../../model.ts'
import { locate, locateValue, type Pointer } from '../../syntax/locate.ts'
import { defaultValues, isObject } from '../default-values.ts'
import { shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** A preset is a set of values that works: it is tried as Helm would use it, merged over the defaults, in every chart of an umbrella. */
export const presetValue: Rule = ({ chart, catalogue }, report) => {
  for (const preset of chart.presets) {
    if (isObject(preset.values)) checkValues(chart, preset.values, [], preset, catalogue, report)
    else report({ rule: 'preset-value', severity: 'error', message: `the preset "${preset.name}" is no map of values`, span: locateValue(preset.file, []) })
  }
}

function checkValues(chart: ChartSource, values: { readonly [key: string]: Json }, path: Pointer, preset: Preset, catalogue: Catalogue, report: Report): void {
  const own: Record<string, Json> = { ...values }
  const properties = chart.schema.properties ?? {}
  for (const { name, alias } of chart.metadata.dependencies ?? []) {
    const key = alias ?? name
    const below = own[key]
    const dependency = catalogue.charts.find((other) => other.name === name)
    if (!Object.hasOwn(properties, key)) delete own[key]
    if (dependency && isObject(below)) checkValues(dependency, below, [...path, key], preset, catalogue, report)
  }
  // Every emitted schema declares these two, whether or not its source does; tags belong to umbrellas.
  const always = ['global', 'enabled', ...(chart.metadata.dependencies ? ['tags'] : [])]
  for (const key of always) if (!Object.hasOwn(properties, key)) delete own[key]

  const merged = mergeValues(chart.schema, defaultValues(chart.schema) ?? {}, own)
  const violations = validate(chart.schema, merged).filter(({ keyword, pointer }) => isGiven(own, pointer) && (keyword !== 'required' || isBelowEntry(chart.schema, pointer)))
  const place = {
    rule: 'preset-value',
    key: (pointer: Pointer) => locate(preset.file, [...path, ...pointer]),
    value: (pointer: Pointer) => locateValue(preset.file, [...path, ...pointer]),
    name: (pointer: Pointer) => shownPath([...path, ...pointer].map(String)),
  }
  for (const violation of violations) report(violationDiagnostic(violation, place))
}

/** As Helm merges: maps by key, everything else is replaced. A null removes a key of a free map; a declared value can't be removed. */
function mergeValues(schema: Schema | undefined, base: Json, over: Json): Json {
  if (!isObject(base) || !isObject(over)) return over
  const merged: Record<string, Json> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const property = schema?.properties?.[key]
    const isRemoval = value === null && property === undefined
    if (isRemoval) delete merged[key]
    else merged[key] = key in base ? mergeValues(property, base[key] ?? null, value) : value
  }
  return merged
}

/** What a preset leaves to the defaults is the concern of another rule. */
function isGiven(values: Json, pointer: readonly string[]): boolean {
  let value: Json | undefined = values
  for (const part of pointer) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(part)]
    else value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
    if (value === undefined) return false
  }
  return true
}

/** A required value may be left to the user of a preset, but not a part of an entry that the preset writes itself. */
function isBelowEntry(root: Schema, pointer: readonly string[]): boolean {
  let schema: Schema | undefined = root
  for (const part of pointer) {
    schema = schema.properties?.[part]
    if (!schema) return true
  }
  return schema.$ref !== undefined
}
