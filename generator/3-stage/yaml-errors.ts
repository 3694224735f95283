import type { YAMLError } from 'yaml'
import type { SourceFile, Span } from '../model.ts'
import { sourceSpan, type Buffer } from './buffer.ts'
import { reportAt, type StageContext } from './stage-context.ts'
import { controlsOf, type Tape } from './tape.ts'

/** YAML exists only after staging, so its errors are led back to the sources; one that a block causes is told as such. */
export function reportYamlErrors(context: StageContext, buffer: Buffer, tape: Tape, file: SourceFile, errors: readonly YAMLError[]): void {
  for (const error of errors.slice(0, 3)) {
    const [start, end] = error.pos
    const span = withinText(sourceSpan(buffer, start, Math.max(end, start + 1), { file: file.path, start: 0, end: 0 }), file)
    const line = buffer.text.slice(buffer.text.lastIndexOf('\n', start - 1) + 1, buffer.text.indexOf('\n', start) === -1 ? undefined : buffer.text.indexOf('\n', start))
    const control = controlsOf(line)[0]
    const block = control === undefined ? undefined : tape.blocks[control.block]
    if (block !== undefined) {
      reportAt(context)('cut-node', block.span, 'this block leaves YAML that is not complete', { why: sentence(error), fix: 'let it enclose whole entries, or stand within one value' })
      continue
    }
    reportAt(context)('yaml-syntax', span, sentence(error), fixes[error.code] === undefined ? {} : { fix: fixes[error.code] ?? '' })
  }
}

/** What is missing at the end of a text is missing behind its last character. */
function withinText(span: Span, { path, text }: SourceFile): Span {
  if (span.file !== path) return span
  return { ...span, start: Math.min(span.start, text.length), end: Math.min(span.end, text.length) }
}

const fixes: { readonly [code: string]: string } = {
  BAD_INDENT: 'give the line the indentation of the entries it belongs to',
  TAB_AS_INDENT: 'indent with spaces',
  MISSING_CHAR: 'close what is open, or quote the text',
  BLOCK_AS_IMPLICIT_KEY: 'put it on a line of its own, indented',
  MULTILINE_IMPLICIT_KEY: 'a key stands on one line: is a colon missing, or the indentation wrong?',
  UNEXPECTED_TOKEN: 'quote the text if it starts with a character that YAML uses itself',
}

/** The library's text without tokens and without a final dot. */
function sentence(error: YAMLError): string {
  return error.message.replace(/[\uE000\uE002][bez]?\d*[\uE001\uE003]?/g, '…').replace(/\.$/, '')
}
