import { parse } from 'yaml'
import type { Chart } from './chart.ts'
import { sitesOf, type Site } from './sites.ts'
import type { Mutant } from './template-mutants.ts'

/** Whether a mutant says the same in other words, whatever a user sets: no mistake. */
export function hasSameMeaning(chart: Chart, mutant: Mutant): boolean {
  return isOnlyDeeper(mutant) || isSmallNumber(chart, mutant) || isPlainChoice(chart, mutant)
}

/** Go prints a whole number below a million in the same way, whatever its type. */
function isSmallNumber(chart: Chart, { name, line }: Mutant): boolean {
  return name.includes(': remove the whole number: ') && (printedBy(chart, line, /\{\{ int64 \$\.Values\.([\w.]+) /)?.schema.maximum ?? Infinity) < 1_000_000
}

/** The schema admits a few words alone, each of which is a string without quotes too. */
function isPlainChoice(chart: Chart, { name, line }: Mutant): boolean {
  const choices = printedBy(chart, line, /: \{\{ \$\.Values\.([\w.]+) \| quote \}\}$/)?.schema.enum ?? []
  return name.includes(': remove a quote: ') && choices.length > 0 && choices.every((choice) => choice !== '' && typeof choice === 'string' && parse(choice, { version: '1.1' }) === choice)
}

function printedBy(chart: Chart, line: string, pattern: RegExp): Site | undefined {
  const path = pattern.exec(line)?.[1]
  return sitesOf(chart.own, chart.defaults).find((site) => site.path.join('.') === path)
}

/** Whether a mutant only moves the whole value of a key, or a whole item of a list, to the right: its column is free as long as it is one. */
export function isOnlyDeeper({ name, index, line, text }: Pick<Mutant, 'name' | 'index' | 'line' | 'text'>): boolean {
  const column = nindent(line)
  if (!name.includes(': indent by two more: ') || column === undefined) return false
  const lines = text.split('\n')
  const before = lines[index - 1] ?? ''
  const after = lines.slice(index + 1).find((one) => !isSilent.test(one)) ?? ''
  const isWhole = /^ *(- )*([\w/."-]+:|-)$/.test(before) && columnOf(before) < column
  return isWhole && !/^\s*\{\{-? ?else\b/.test(after) && (nindent(after) ?? after.search(/\S|$/)) < column
}

/** Lines that print nothing. */
const isSilent = /^\s*($|#|\{\{-? ?(if|with|range|end|\/\*|\$\w* :?=))/

function nindent(line: string): number | undefined {
  const found = /nindent (\d+) \}\}$/.exec(line)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** Where the key stands, behind the dashes of the list items that begin on the line. */
function columnOf(line: string): number {
  return /^ *(- )*/.exec(line)![0].length
}
