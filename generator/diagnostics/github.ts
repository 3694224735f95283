import type { Catalogue, Diagnostic } from '../model.ts'
import { positionAt } from '../syntax/position.ts'
import { sortDiagnostics } from './sort-diagnostics.ts'

/** Diagnostics as workflow commands, which GitHub shows at the changed lines of a pull request. */
export function renderGithub(diagnostics: readonly Diagnostic[], files: Catalogue['files']): string {
  return sortDiagnostics(diagnostics).map((diagnostic) => `${commandOf(diagnostic, files)}\n`).join('')
}

function commandOf({ rule, severity, message, why, fix, span }: Diagnostic, files: Catalogue['files']): string {
  const text = files[span.file]?.text
  const hasPlace = text !== undefined && span.end > span.start
  const first = hasPlace ? positionAt(text, span.start) : { line: 1, column: 1 }
  const last = hasPlace ? positionAt(text, span.end) : first
  // GitHub takes an end column only for a place within one line.
  const columns = hasPlace && first.line === last.line ? [`col=${first.column}`, `endColumn=${last.column}`] : []
  const properties = [`file=${escapeProperty(span.file)}`, `line=${first.line}`, `endLine=${last.line}`, ...columns, `title=${escapeProperty(rule)}`]
  const body = [message, ...(why ? [`why: ${why}`] : []), ...(fix ? [`fix: ${fix}`] : [])].join('\n')
  return `::${severity} ${properties.join(',')}::${escapeData(body)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
