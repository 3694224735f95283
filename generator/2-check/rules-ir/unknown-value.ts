import { didYouMean } from '../../diagnostics/nearest.ts'
import { below } from '../../ir/below.ts'
import { verbatimReads } from '../../ir/verbatim-reads.ts'
import { resolve } from '../../schema/resolve.ts'
import type { IrRule } from '../rule-ir.ts'

/** Go templates that are copied as they are may name only declared values, as sources may. */
export const unknownValue: IrRule = ({ ir: { chart } }, report) => {
  for (const { path, span } of verbatimReads(chart)) {
    const declared = path.findIndex((_, index) => below(chart.schema, path.slice(0, index + 1), chart.schema) === undefined)
    if (declared < 0 || path[0] === 'global' || isOfDependency(path[0])) continue
    const name = path[declared] ?? ''
    const parent = below(chart.schema, path.slice(0, declared), chart.schema)
    const candidates = Object.keys(parent === undefined ? {} : (resolve(parent, chart.schema).properties ?? {}))
    report({
      rule: 'unknown-value',
      severity: 'error',
      message: `"${name}" is not declared in "${['.Values', ...path.slice(0, declared)].join('.')}"`,
      why: `${chart.schemaFile.path} declares no such value, so it would silently be empty`,
      fix: didYouMean(name, candidates).fix ?? `declare "${path.join('.')}" in the schema`,
      span,
    })
  }
  return undefined

  function isOfDependency(name: string | undefined): boolean {
    return (chart.metadata.dependencies ?? []).some((dependency) => (dependency.alias ?? dependency.name) === name)
  }
}
