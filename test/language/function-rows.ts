import { withoutParentheses } from '../../generator/4-emit/template/expression.ts'
import { functions } from '../../generator/functions/table.ts'
import type { FunctionEntry } from '../../generator/functions/function-entry.ts'
import type { Schema } from '../../generator/model.ts'
import { typeOf } from '../../generator/schema/type-of.ts'

/** The rows of the manual's table of functions; what each gives is told by the manual itself. */
export function functionTable(descriptions: { readonly [name: string]: string }): string {
  const rows = Object.entries(functions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => `| \`${signature(name, entry)}\` | ${descriptions[name] ?? ''} | \`${goSpelling(name, entry).replaceAll('|', '\\|')}\` | ${entry.evaluate === undefined ? 'install' : 'both'} |`)
  return `| call | gives | in the chart | known |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

/** The descriptions that stand in a table, by the function's name. */
export function descriptionsIn(table: string): { readonly [name: string]: string } {
  return Object.fromEntries([...table.matchAll(/^\| `(?:\S+ = )?(\w+)[^`]*` \| (.*?) \| `/gm)].map(([, name = '', description = '']) => [name, description]))
}

const letters = ['a', 'b', 'c', 'd']

function signature(name: string, entry: FunctionEntry): string {
  return [name, ...entry.parameters, ...(entry.rest === undefined ? [] : [`${entry.rest}…`])].join(' ')
}

function goSpelling(name: string, entry: FunctionEntry): string {
  const operands = letters.slice(0, entry.parameters.length + (entry.rest === undefined ? 0 : 1))
  const schemas = operands.map((_, index): Schema => ({ type: entry.parameters[index] ?? entry.rest ?? 'any' })).map((schema) => (typeOf(schema) === ('any' as string) ? {} : schema))
  const text = name === 'specHash' ? 'include "demo.web-job.spec" . | sha256sum | trunc 8' : (entry.go?.(operands, schemas, '$') ?? `${[name, ...operands].join(' ')}`)
  return withoutParentheses(text)
}
