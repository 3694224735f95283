import { didYouMean, nearest } from '../../diagnostics/nearest.ts'
import type { Dependency, Schema } from '../../model.ts'
import { locateValue } from '../../syntax/locate.ts'
import type { Rule, Subject } from '../rule.ts'

/** A condition or tag that no value stands for would leave the dependency on for ever, in silence. */
export const dependencyCondition: Rule = ({ chart, catalogue }, report) => {
  for (const [index, dependency] of (chart.metadata.dependencies ?? []).entries()) {
    const conditions = dependency.condition?.split(',').map((part) => part.trim()) ?? []
    const deciding = conditions.findIndex((condition) => alwaysThere(chart.schema, condition.split('.')))
    const unread = deciding === -1 ? undefined : conditions[deciding + 1]
    if (unread !== undefined) report({ rule: 'dependency-condition', severity: 'error', message: `the condition "${unread}" is never looked at`, why: `"${conditions[deciding] ?? ''}" comes first and has a default, and Helm follows the first that is there`, fix: 'leave it out, or the default', span: locateValue(chart.metadataFile, ['dependencies', index, 'condition']) })
    for (const condition of conditions) {
      const known = conditionsOf(dependency, chart.schema, catalogue)
      if (known.includes(condition) || isSwitchOfMap(chart.schema, condition.split('.'))) continue
      report({ rule: 'dependency-condition', severity: 'error', message: `the condition "${condition}" names no value that is true or false`, why: 'Helm would install the dependency whatever the values say', fix: `did you mean "${nearest(condition, known) ?? `${dependency.alias ?? dependency.name}.enabled`}"?`, span: locateValue(chart.metadataFile, ['dependencies', index, 'condition']) })
    }
    const tags = chart.schema.properties?.['tags']?.properties
    for (const [position, tag] of (dependency.tags ?? []).entries()) {
      if (!tags || tag in tags) continue
      report({ rule: 'dependency-condition', severity: 'error', message: `the tag "${tag}" is not declared below "tags"`, why: 'nobody could switch it off', ...didYouMean(tag, Object.keys(tags)), span: locateValue(chart.metadataFile, ['dependencies', index, 'tags', position]) })
    }
  }
}

/** The booleans of the chart's own values and of the dependency's; `enabled` is declared for every dependency. */
function conditionsOf({ name, alias }: Dependency, schema: Schema, catalogue: Subject['catalogue']): readonly string[] {
  const prefix = alias ?? name
  const below = catalogue.charts.find((chart) => chart.name === name)?.schema
  return [...booleans(schema, []), `${prefix}.enabled`, ...(below ? booleans(below, [prefix]) : [])]
}

function alwaysThere(schema: Schema, path: readonly string[]): boolean {
  return path.reduce<Schema | undefined>((at, name) => at?.properties?.[name], schema)?.default !== undefined
}

/** An entry of a map of the user's that holds true or false, such as `tags`: until it is there, Helm looks at the next path. */
function isSwitchOfMap(schema: Schema, path: readonly string[]): boolean {
  const [name, ...rest] = path
  const below = name === undefined ? undefined : schema.properties?.[name]
  if (below === undefined) return false
  if (rest.length > 1 || below.properties !== undefined) return isSwitchOfMap(below, rest)
  const names = below.propertyNames?.enum
  return typeof below.additionalProperties === 'object' && below.additionalProperties.type === 'boolean' && (names === undefined || names.includes(rest[0] ?? ''))
}

function booleans(schema: Schema, path: readonly string[]): readonly string[] {
  if (schema.type === 'boolean') return [path.join('.')]
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => booleans(property, [...path, name]))
}
