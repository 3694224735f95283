import { violationDiagnostic } from '../../diagnostics/violation-diagnostics.ts'
import { validate, type Violation } from '../../json-schema/validate.ts'
import type { Schema } from '../../model.ts'
import { withoutSubcharts } from '../../schema/own-values.ts'
import { locateAt, locateValueAt, pointerPart, type Pointer } from '../../syntax/locate.ts'
import { sampledDefaults, sampleKey } from '../default-values.ts'
import { shownPath } from '../place.ts'
import type { Rule } from '../rule.ts'

/** A chart must install with its own defaults, so they obey the schema that they stand in. */
export const defaultValue: Rule = ({ chart, catalogue }, report) => {
  const schema = withoutSubcharts(chart.schema)
  const violations = validate(schema, sampledDefaults(schema) ?? {}).filter((violation) => isAboutDefault(violation, schema))
  const place = {
    rule: 'default-value',
    key: (pointer: Pointer) => locateAt(catalogue, defaultPlace(schema, pointer)),
    value: (pointer: Pointer) => locateValueAt(catalogue, defaultPlace(schema, pointer)),
    name: (pointer: Pointer) => shownPath(pointer.map((part) => (part === sampleKey ? '<name>' : String(part)))),
  }
  const told = new Set<string>()
  for (const violation of violations) {
    const diagnostic = violationDiagnostic(violation, place)
    const cause = `${violation.keyword} ${JSON.stringify(diagnostic.span)}`
    // A default of a shared fragment may be wrong at many values; the first one tells enough.
    if (!told.has(cause)) report(diagnostic)
    told.add(cause)
  }
}

/** What was put in to try the defaults of entries is no default, a required value need not have one, and null has a rule of its own. */
function isAboutDefault({ keyword, key, value, pointer }: Violation, schema: Schema): boolean {
  if (key === sampleKey || value === null) return false
  const { owner, below } = findDefault(schema, pointer)
  const isEmptyList = Array.isArray(owner.default) && owner.default.length === 0
  const isSample = below.includes(sampleKey) || (isEmptyList && below.length > 0)
  const isRequiredValue = keyword === 'required' && owner.default === undefined
  return !isSample && !isRequiredValue
}

function defaultPlace(schema: Schema, pointer: Pointer): string {
  const { owner, below } = findDefault(schema, pointer.map(String))
  const start = owner.default === undefined ? owner['x-at'] : owner['x-default-at']
  return String(start) + below.map(pointerPart).join('')
}

/** The innermost schema on the way to a value whose default the value comes from, and the way from there. */
function findDefault(root: Schema, pointer: readonly string[]): { readonly owner: Schema; readonly below: readonly string[] } {
  let schema: Schema | undefined = root
  let found = { owner: root, below: pointer }
  for (const [index, part] of pointer.entries()) {
    schema = childOf(schema, part)
    if (!schema) break
    const isInside = schema.default === undefined && found.owner.default !== undefined
    if (!isInside) found = { owner: schema, below: pointer.slice(index + 1) }
  }
  return found
}

function childOf(schema: Schema, part: string): Schema | undefined {
  const { properties, additionalProperties, items } = schema
  if (properties && Object.hasOwn(properties, part)) return properties[part]
  if (items) return items
  return typeof additionalProperties === 'object' ? additionalProperties : undefined
}
