import type { Branch, TextPart } from '../../model.ts'
import { rangeText, ifText } from './control.ts'
import type { Environment } from './environment.ts'
import { conditionText } from './expression.ts'
import { actionText } from './print-text.ts'
import { withoutActions } from './scalar.ts'

/** Whether text has no line breaks of its own, so that its template may be laid out over lines. */
export function isOneLine(parts: readonly Branch<TextPart>[]): boolean {
  return parts.every((part) => {
    if (part.kind === 'if') return isOneLine(part.then) && isOneLine(part.else)
    if (part.kind === 'each') return isOneLine(part.body) && isOneLine(part.else)
    return typeof part.value !== 'string' || !part.value.includes('\n')
  })
}

/** Each control and each stretch of text on a line of its own; `{{-` takes the line breaks away again. */
export function printOneLine(environment: Environment, parts: readonly Branch<TextPart>[]): readonly string[] {
  const lines: string[] = []
  let run: TextPart[] = []
  const flush = (): void => {
    if (run.length > 0) lines.push(runText(environment, run))
    run = []
  }
  for (const part of parts) {
    if (part.kind === 'part') {
      run.push(part)
      continue
    }
    flush()
    lines.push(...controlLines(environment, part))
  }
  flush()
  return lines
}

function controlLines(environment: Environment, part: Exclude<Branch<TextPart>, TextPart>): readonly string[] {
  const head = part.kind === 'if' ? ifText(environment, part) : rangeText(environment, part)
  const body = part.kind === 'if' ? part.then : part.body
  return [`{{- ${head} }}`, ...printOneLine(environment, body), ...elseLines(environment, part.else), '{{- end }}']
}

function elseLines(environment: Environment, otherwise: readonly Branch<TextPart>[]): readonly string[] {
  const [only] = otherwise
  if (only === undefined) return []
  if (otherwise.length === 1 && only.kind === 'if' && only.binds === undefined) return [`{{- else if ${conditionText(environment, only.condition)} }}`, ...printOneLine(environment, only.then), ...elseLines(environment, only.else)]
  return ['{{- else }}', ...printOneLine(environment, otherwise)]
}

/** The first piece is an action, because only an action can take the line break before it away; so is white space at the end. */
function runText(environment: Environment, run: readonly TextPart[]): string {
  return run
    .map(({ value }, index) => {
      const dash = index === 0 ? '{{-' : '{{'
      if (typeof value !== 'string') return `${dash} ${actionText(environment, value)} }}`
      const isPlain = index > 0 && (index < run.length - 1 || !/\s$/.test(value))
      return isPlain ? withoutActions(value) : `${dash} ${JSON.stringify(value)} }}`
    })
    .join('')
}
