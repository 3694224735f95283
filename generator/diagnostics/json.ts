import type { Catalogue, Diagnostic } from '../model.ts'
import { positionAt } from '../syntax/position.ts'
import { sortDiagnostics } from './sort-diagnostics.ts'

/** All diagnostics as one JSON document, for programs. Lines and columns count from 1, the end is exclusive. */
export function renderJson(diagnostics: readonly Diagnostic[], files: Catalogue['files']): string {
  const sorted = sortDiagnostics(diagnostics)
  const errors = sorted.filter(({ severity }) => severity === 'error').length
  const entries = sorted.map(({ span, ...said }) => ({ ...said, file: span.file, ...placeOf(span, files) }))
  return `${JSON.stringify({ errors, warnings: sorted.length - errors, diagnostics: entries }, null, 2)}\n`
}

function placeOf({ file, start, end }: Diagnostic['span'], files: Catalogue['files']): object {
  const text = files[file]?.text
  if (text === undefined || end <= start) return {}
  const first = positionAt(text, start)
  const last = positionAt(text, end)
  return { line: first.line, column: first.column, endLine: last.line, endColumn: last.column }
}
