import pico from 'picocolors'
import type { Catalogue, Diagnostic } from '../model.ts'
import { positionAt } from '../syntax/position.ts'
import { codeFrame } from './code-frame.ts'
import { sortDiagnostics } from './sort-diagnostics.ts'

export interface PrettyOptions {
  /** Only the caller knows whether the text goes to a terminal. */
  readonly colors?: boolean
  /** How many are shown; twenty when left out. */
  readonly limit?: number
}

/** Diagnostics as a person reads them, and how many there are. */
export function renderPretty(diagnostics: readonly Diagnostic[], files: Catalogue['files'], options: PrettyOptions = {}): string {
  const { colors = false, limit = 20 } = options
  const sorted = sortDiagnostics(diagnostics)
  const shown = sorted.slice(0, limit).map((diagnostic) => renderOne(diagnostic, files, colors))
  return sorted.length === 0 ? '' : `${[...shown, countOf(sorted, limit)].join('\n\n')}\n`
}

/** One diagnostic without a line break at its end. */
export function renderOne(diagnostic: Diagnostic, files: Catalogue['files'], colors = false): string {
  const paint = pico.createColors(colors)
  const { rule, severity, message, why, fix, span } = diagnostic
  const severityPaint = severity === 'error' ? paint.red : paint.yellow
  const file = files[span.file]
  const hasPlace = file !== undefined && file.text !== '' && span.end > span.start
  const position = hasPlace ? positionAt(file.text, span.start) : undefined
  const place = position ? `${span.file}:${position.line}:${position.column}` : span.file
  const frame = hasPlace ? ['', codeFrame(file.text, span.start, span.end, { marked: severityPaint, gutter: paint.dim }), ''] : []
  return [
    `${paint.cyan(place)} ${severityPaint(paint.bold(severity))} ${paint.bold(message)} ${paint.dim(`[${rule}]`)}`,
    ...frame,
    ...(why ? [`  ${paint.dim('why:')} ${why}`] : []),
    ...(fix ? [`  ${paint.green('fix:')} ${fix}`] : []),
  ].join('\n').trimEnd()
}

function countOf(diagnostics: readonly Diagnostic[], limit: number): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const warnings = diagnostics.length - errors
  const parts = [...(errors > 0 ? [plural(errors, 'error')] : []), ...(warnings > 0 ? [plural(warnings, 'warning')] : [])]
  const hidden = diagnostics.length > limit ? `, the first ${limit} are shown` : ''
  return parts.join(', ') + hidden
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
