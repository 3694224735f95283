import type { AST } from '../handlebars-ast.ts'
import { nearest } from '../diagnostics/nearest.ts'
import { isEmpty } from '../functions/is-empty.ts'
import type { Span, VariableExpr } from '../model.ts'
import { schemaOf } from '../schema/schema-of.ts'
import { commonIndent, computed, emptyBuffer, join, slice, type Buffer } from './buffer.ts'
import { evaluateEach, unusedName, usedNames } from './each.ts'
import { evaluateExpression } from './expression.ts'
import { factsOf } from './facts.ts'
import { originOf } from './named-template.ts'
import { evaluateProgram } from './program.ts'
import { bind, noteRead, reportAt, spanOf, withFact, type Scope, type StageContext } from './stage-context.ts'
import { addBlock, controlToken, type ControlPart, type Tape } from './tape.ts'
import type { Value } from './value.ts'

/** `{{#if}}`, `{{#unless}}`, `{{#each}}`, `{{#with}}`: run now where the value is known, else kept as control tokens. */
export function evaluateBlock(context: StageContext, scope: Scope, block: AST.Block, tape: Tape, isLineStart: boolean): Buffer {
  const span = spanOf(context, scope, block.loc)
  const name = block.path.type === 'PathExpression' ? block.path.original : ''
  const [argument] = block.params
  if (!['if', 'unless', 'each', 'with'].includes(name)) {
    const near = nearest(name, ['if', 'unless', 'each', 'with'])
    reportAt(context)('unknown-helper', span, `"{{#${name}}}" is no block`, { fix: near === undefined ? 'blocks are if, unless, each and with' : `did you mean "{{#${near}}}"?` })
    return emptyBuffer
  }
  if (argument === undefined || block.params.length > 1) {
    reportAt(context)('wrong-arguments', span, `"{{#${name}}}" takes one argument`, { fix: `put a call in parentheses: {{#${name} (eq a b)}}` })
    return emptyBuffer
  }
  const value = evaluateExpression(context, scope, argument)
  if (name === 'each') return evaluateEach(context, scope, block, value, tape, isLineStart)
  const [whenTrue, whenFalse] = name === 'unless' ? [block.inverse, block.program] : [block.program, block.inverse]
  const bound = name === 'with' ? boundVariable(scope, block, value, span) : undefined
  const alias = name === 'with' ? aliasOf(scope, block, bound === undefined ? value : { kind: 'expression', expression: bound }) : scope
  if (value.kind !== 'expression') return evaluateProgram(context, isEmptyNow(value) ? scope : alias, isEmptyNow(value) ? whenFalse : whenTrue, tape)
  const condition = value.expression
  noteRead(context, condition, false)
  const facts = factsOf(condition)
  const number = addBlock(tape, { kind: 'if', condition, ...(bound === undefined ? {} : { binds: bound.name }), span: headOf(span, context, block, scope) })
  const then = withoutTrailingIndent(evaluateProgram(context, withFact(alias, facts.whenTrue), whenTrue, tape))
  const otherwise = withoutTrailingIndent(evaluateProgram(context, withFact(scope, facts.whenFalse), whenFalse, tape))
  return controlled(number, then, otherwise, span, isLineStart)
}

export function isEmptyNow(value: Value): boolean {
  if (value.kind === 'json') return isEmpty(value.value)
  if (value.kind === 'record') return Object.keys(value.members).length === 0
  return value.kind === 'tuple' && value.items.length === 0
}

function aliasOf(scope: Scope, block: AST.Block, value: Value): Scope {
  const [name] = block.program?.blockParams ?? []
  return name === undefined ? { ...scope, data: new Map([...scope.data, ['this', value]]) } : bind(scope, [[name, value]])
}

/** The result of a call is kept in a variable of the Go template; a path is just named anew. */
function boundVariable(scope: Scope, block: AST.Block, value: Value, span: Span): VariableExpr | undefined {
  if (value.kind !== 'expression' || value.expression.kind === 'path' || value.expression.kind === 'variable') return undefined
  const name = unusedName(block.program?.blockParams?.[0] ?? 'it', usedNames(scope))
  const schema = schemaOf(value.expression)
  const parts = value.expression.kind === 'call' && value.expression.function === 'merge' ? value.expression.arguments : []
  const origins = parts.map(originOf).filter((origin) => origin !== undefined)
  const [origin, ...otherOrigins] = origins
  const [first] = parts
  const isOpen = first === undefined || !('open' in first) || first.open
  return { kind: 'variable', name, of: 'loop', segments: [], schema, sure: 0, open: isOpen, origin, otherOrigins, span }
}

/** Only the opening tag: an error in a condition must not underline the whole body. */
function headOf(span: Span, context: StageContext, block: AST.Block, scope: Scope): Span {
  const [argument] = block.params
  return argument === undefined ? span : { ...span, end: spanOf(context, scope, argument.loc).end }
}

/** Handlebars leaves the indentation of a closing tag in the last branch of an `else if` chain. */
function withoutTrailingIndent(buffer: Buffer): Buffer {
  const end = /(?:^|\n)([ \t]+)$/.exec(buffer.text)?.[1]?.length ?? 0
  return end === 0 ? buffer : slice(buffer, 0, buffer.text.length - end)
}

/**
 * A block whose branches are whole lines is marked by comment lines, indented like its body because at column 0 a comment
 * would end a block scalar; a block within a line is marked in the line.
 */
export function controlled(number: number, then: Buffer, otherwise: Buffer, span: Span, isLineStart: boolean): Buffer {
  const isLines = isLineStart && [then, otherwise].every((branch) => branch.text === '' || branch.text.endsWith('\n'))
  const indent = isLines ? ' '.repeat(commonIndent(then.text + otherwise.text)) : ''
  const token = (part: ControlPart): Buffer => computed(isLines ? `${indent}#${controlToken(number, part)}\n` : controlToken(number, part), span)
  const middle = otherwise.text === '' ? [] : [token('else'), otherwise]
  return join([token('begin'), then, ...middle, token('end')])
}

