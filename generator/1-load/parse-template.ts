import base from 'handlebars/dist/cjs/handlebars/compiler/base.js'
import type { AST } from '../handlebars-ast.ts'
import type { Report, SourceFile, TemplateSource } from '../model.ts'
import { offsetAt } from '../syntax/position.ts'
import { goTemplates } from './go-template.ts'
import { templateParameters } from './template-parameters.ts'

/** Parses a Handlebars source; undefined when it has an error, which is reported with its place. */
export function parseTemplate(file: SourceFile, name: string, report: Report): TemplateSource | undefined {
  const mistakes = goTemplates(file)
  mistakes.forEach(report)
  if (mistakes.length > 0) return undefined
  const program = parseProgram(file, report)
  return program && { file, name, program, parameters: templateParameters(file, program, report) }
}

function parseProgram(file: SourceFile, report: Report): AST.Program | undefined {
  try {
    return base.parse(file.text)
  } catch (error) {
    const mistake = isGrammarError(error) ? grammarMistake(file.text, error) : semanticMistake(file.text, error)
    report({ rule: 'template-syntax', severity: 'error', message: mistake.message, ...(mistake.fix && { fix: mistake.fix }), span: { file: file.path, start: mistake.start, end: mistake.end } })
    return undefined
  }
}

interface Mistake {
  readonly message: string
  readonly fix?: string
  readonly start: number
  readonly end: number
}

interface GrammarError {
  readonly grammar: true
  readonly text: string
  readonly token: string | null
  readonly expected: readonly string[]
  readonly line: number
  readonly column: number
}

// The parser's own error is text without a place; this replacement is set once, for the whole process.
base.parser.parseError = (_message, { text, token, expected = [], loc }) => {
  const error: GrammarError = { grammar: true, text, token, expected, line: loc?.last_line ?? 1, column: loc?.last_column ?? 0 }
  throw error
}

function isGrammarError(error: unknown): error is GrammarError {
  return typeof error === 'object' && error !== null && 'grammar' in error
}

function grammarMistake(text: string, error: GrammarError): Mistake {
  if (error.token === null) return unclosedComment(text)
  const after = offsetAt(text, error.line, error.column)
  const start = after + (/^\s*/.exec(text.slice(after))?.[0].length ?? 0)
  const isNeverClosed = error.token === 'INVALID' && !text.includes('}}', start)
  const isAtEnd = error.token === 'EOF' || start >= text.length || isNeverClosed
  if (isAtEnd) return unclosed(text, error)
  const end = start + Math.max(1, error.text.length)
  if (error.token === 'OPEN_ENDBLOCK') return { message: `"${mustacheAt(text, start)}" closes a block that was not opened`, start, end: start + mustacheAt(text, start).length }
  if (error.token === 'INVERSE' || error.token === 'OPEN_INVERSE_CHAIN') return { message: `"${mustacheAt(text, start)}" stands outside of a block`, start, end: start + mustacheAt(text, start).length }
  const found = error.token === 'INVALID' ? text[start] : text.slice(start, end)
  const wanted = expectation(error.expected)
  return { message: `"${found}" is not expected here`, ...(wanted && { fix: wanted }), start, end }
}

function expectation(expected: readonly string[]): string | undefined {
  const closes = expected.filter((token) => token.startsWith("'CLOSE")).length > 0
  if (expected.includes("'ID'") && !closes) return 'write a name or a value here'
  if (expected.length === 1 && expected[0] === "'CLOSE_UNESCAPED'") return 'close it with "}}}"'
  return closes ? 'write a further argument, or close the expression' : undefined
}

/** The end of the text came too early: the innermost block or expression that is still open is what has to be closed. */
function unclosed(text: string, error: GrammarError): Mistake {
  const open: { readonly name: string; readonly start: number; readonly end: number }[] = []
  for (const match of text.matchAll(blockTags)) {
    const [tag, opening, name = '', closing] = match
    if (opening) open.push({ name, start: match.index, end: match.index + tag.length })
    else if (closing) open.pop()
  }
  const block = open.at(-1)
  const endsInsideBlock = error.expected.includes("'OPEN_ENDBLOCK'")
  if (block && endsInsideBlock) return { message: `the block "${block.name}" is not closed`, fix: `write "{{/${block.name}}}" where it ends`, start: block.start, end: block.end }
  const start = Math.max(0, text.lastIndexOf('{{'))
  return { message: 'the expression is not closed', fix: 'write "}}" where it ends', start, end: Math.min(text.length, start + 2) }
}

const blockTags = /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|\{\{~?(#[*>]?|\^)\s*([^\s}~|(]+)[^}]*\}\}|\{\{~?(\/)[^}]*\}\}/g

function unclosedComment(text: string): Mistake {
  const start = Math.max(0, text.lastIndexOf('{{!'))
  return { message: 'the comment is not closed', fix: 'write "--}}" where it ends', start, end: Math.min(text.length, start + 5) }
}

function mustacheAt(text: string, start: number): string {
  return /^\{\{[^}]*\}\}/.exec(text.slice(start))?.[0] ?? text.slice(start, start + 2)
}

/** Errors that the parser finds with a place of their own: a wrong closing name, an impossible path. */
function semanticMistake(text: string, error: unknown): Mistake {
  if (error instanceof Error && error.message === 'Unexpected inverse block on decorator') return elseOfInline(text)
  if (!(error instanceof Error) || !('lineNumber' in error) || !('column' in error)) throw error
  const start = offsetAt(text, Number(error.lineNumber), Number(error.column))
  const end = 'endLineNumber' in error && 'endColumn' in error ? offsetAt(text, Number(error.endLineNumber), Number(error.endColumn)) : start + 1
  const message = error.message.replace(/ - \d+:\d+$/, '')
  const [, opened, closed] = /^(.*) doesn't match (.*)$/.exec(message) ?? []
  if (opened && closed) return { message: `the block "${opened}" is closed with "{{/${closed}}}"`, fix: `write "{{/${opened}}}"`, start, end }
  return { message: `"${text.slice(start, end)}" is not a path`, start, end }
}

/** The parser tells of an `{{else}}` of `{{#*inline}}` without a place. */
function elseOfInline(text: string): Mistake {
  const open: string[] = []
  for (const { 0: tag, index } of text.matchAll(/\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?(?:[#^/]|else)[^}]*\}\}/g)) {
    const isOtherwise = /^\{\{~?(?:else\b|\^\s*~?\}\})/.test(tag)
    if (/^\{\{~?[#^]/.test(tag) && !isOtherwise) open.push(tag)
    else if (/^\{\{~?\//.test(tag)) open.pop()
    else if (isOtherwise && /^\{\{~?#\*/.test(open.at(-1) ?? '')) return { message: `"${tag}" stands in an inline partial`, fix: 'an inline partial has one body: put the condition into it', start: index, end: index + tag.length }
  }
  return { message: 'an inline partial has an "{{else}}"', fix: 'an inline partial has one body: put the condition into it', start: 0, end: Math.min(1, text.length) }
}
