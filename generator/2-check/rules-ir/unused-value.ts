import type { ChartSource, Schema } from '../../model.ts'
import { readTree, type ReadNode } from '../../ir/reads.ts'
import { verbatimReads } from '../../ir/verbatim-reads.ts'
import { placeOf, shownPath } from '../place.ts'
import type { IrRule } from '../rule-ir.ts'

/** A value that nothing reads is a promise that the chart does not keep. */
export const unusedValue: IrRule = ({ ir, catalogue }, report) => {
  const { chart } = ir
  const further = [...verbatimReads(chart).map(({ path }) => ({ path, whole: true })), ...askedByDependencies(chart)]
  const exempt = new Set(['global', 'enabled', ...(chart.metadata.dependencies ?? []).map(({ name, alias }) => alias ?? name)])
  const unread = Object.entries(chart.schema.properties ?? {}).filter(([name]) => !exempt.has(name))
  const tree = readTree(ir, further)
  if (tree.isWhole) return undefined
  for (const { path, schema } of unread.flatMap(([name, schema]) => unreadBelow(schema, [name], tree.below.get(name)))) {
    report({
      rule: 'unused-value',
      severity: 'error',
      message: `nothing in the chart "${chart.name}" reads ${shownPath(path)}`,
      why: 'whoever sets it is not told that it has no effect',
      fix: `use it in a source as "values.${path.join('.')}", or take it out of the schema`,
      span: placeOf(catalogue, schema),
    })
  }
  return undefined
}

interface Unread {
  readonly path: readonly string[]
  readonly schema: Schema
}

/** The highest values of which nothing is read; entries of maps and items of lists have `*` as their name. */
function unreadBelow(schema: Schema, path: readonly string[], read: ReadNode | undefined): readonly Unread[] {
  if (read === undefined) return [{ path, schema }]
  if (read.isWhole || schema.$ref !== undefined) return []
  if (schema.properties !== undefined) return Object.entries(schema.properties).flatMap(([name, inner]) => unreadBelow(inner, [...path, name], read.below.get(name)))
  const entry = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : schema.items
  const entryRead = read.below.get('*')
  // A loop that uses only keys, or a condition that only asks whether there are any, is a use of the map.
  return entry === undefined || entryRead === undefined || entry.properties === undefined ? [] : unreadBelow(entry, [...path, '*'], entryRead)
}

/** Helm itself reads conditions and tags of dependencies. */
function askedByDependencies({ metadata }: ChartSource): readonly { readonly path: readonly string[]; readonly whole: boolean }[] {
  return (metadata.dependencies ?? []).flatMap(({ condition, tags = [] }) => [
    ...(condition ?? '').split(',').filter((path) => path !== '').map((path) => ({ path: path.trim().split('.'), whole: true })),
    ...tags.map((tag) => ({ path: ['tags', tag], whole: true })),
  ])
}
