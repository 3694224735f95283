import type { Diagnostic } from '../model.ts'

/** By file, place and rule; what is said twice, as for a fragment that two charts share, is said once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unique = new Map(diagnostics.map((diagnostic) => [keyOf(diagnostic), diagnostic]))
  return [...unique.values()].sort(compare)
}

function compare(left: Diagnostic, right: Diagnostic): number {
  return compareText(left.span.file, right.span.file) || left.span.start - right.span.start || compareText(left.rule, right.rule) || compareText(left.message, right.message)
}

/** The order must not depend on the machine's language. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function keyOf({ rule, message, span }: Diagnostic): string {
  return JSON.stringify([span.file, span.start, rule, message])
}
