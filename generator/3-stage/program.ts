import type { AST } from '../handlebars-ast.ts'
import type { Span } from '../model.ts'
import { evaluateBlock } from './block.ts'
import { computed, copied, emptyBuffer, join, type Buffer } from './buffer.ts'
import { evaluateCall } from './call.ts'
import { evaluateExpression } from './expression.ts'
import { evaluatePartial, evaluatePartialBlock, inlinesOf } from './partial.ts'
import { noteRead, reportAt, spanOf, type Scope, type StageContext } from './stage-context.ts'
import { addPrint, reservedCharacters, type Tape } from './tape.ts'
import { toExpression, type Value } from './value.ts'

/** Runs a program of Handlebars: what is known now becomes text, what is not becomes tokens. */
export function evaluateProgram(context: StageContext, scope: Scope, program: AST.Program | undefined, tape: Tape): Buffer {
  if (program === undefined) return emptyBuffer
  const inner: Scope = { ...scope, inlines: new Map([...scope.inlines, ...inlinesOf(scope, program)]) }
  const parts: Buffer[] = []
  for (const statement of program.body) parts.push(evaluateStatement(context, inner, statement, tape, endsLine(parts)))
  return join(parts)
}

function evaluateStatement(context: StageContext, scope: Scope, statement: AST.Statement, tape: Tape, isLineStart: boolean): Buffer {
  switch (statement.type) {
    case 'ContentStatement':
      return content(context, scope, statement)
    case 'MustacheStatement':
      return mustache(context, scope, statement, tape)
    case 'BlockStatement':
      return evaluateBlock(context, scope, statement, tape, isLineStart)
    case 'PartialStatement':
      return evaluatePartial(context, scope, statement, tape, isLineStart)
    case 'PartialBlockStatement':
      return evaluatePartialBlock(context, scope, statement, tape, isLineStart)
    case 'CommentStatement':
    case 'DecoratorBlock':
    case 'Decorator':
      return emptyBuffer
  }
}

function content(context: StageContext, scope: Scope, statement: AST.Content): Buffer {
  const span = spanOf(context, scope, statement.loc)
  if (reservedCharacters.test(statement.value)) {
    reportAt(context)('reserved-character', span, 'the characters U+E000 to U+E003 are reserved', { why: 'the compiler marks expressions with them', fix: 'remove them from the source' })
    return emptyBuffer
  }
  const skipped = Math.max(0, statement.original.indexOf(statement.value))
  return copied(statement.value, span.file, span.start + skipped)
}

function mustache(context: StageContext, scope: Scope, statement: AST.Mustache, tape: Tape): Buffer {
  const span = spanOf(context, scope, statement.loc)
  const form = statementForm(statement)
  if (form !== undefined) {
    const [argument] = statement.params
    if (argument === undefined) return emptyBuffer
    return printed(context, evaluateExpression(context, scope, argument), form, span, tape)
  }
  const isCall = statement.params.length > 0 || (statement.hash?.pairs.length ?? 0) > 0 || (statement.path.type === 'PathExpression' && ['dict', 'list'].includes(statement.path.original))
  return printed(context, isCall ? evaluateCall(context, scope, statement) : evaluateExpression(context, scope, statement.path), 'value', span, tape)
}

/** `{{merge x}}` and `{{spread x}}` with one argument are statements; `(merge a b)` is the function. */
function statementForm(statement: AST.Mustache): 'merge' | 'spread' | undefined {
  const name = statement.path.type === 'PathExpression' ? statement.path.original : ''
  return statement.params.length === 1 && (name === 'merge' || name === 'spread') ? name : undefined
}

/** A merge travels as a key without a value, a spread as an item. */
export function printed(context: StageContext, value: Value, form: 'value' | 'merge' | 'spread', span: Span, tape: Tape): Buffer {
  const expression = toExpression(value, span)
  noteRead(context, expression, true)
  const token = addPrint(tape, { form, expression, span })
  return computed(form === 'merge' ? `${token}:` : token, span)
}

export function endsLine(parts: readonly Buffer[]): boolean {
  const last = parts.findLast((part) => part.text !== '')
  return last === undefined || last.text.endsWith('\n')
}
