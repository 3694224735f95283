import type { AST } from '../handlebars-ast.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { Span, TemplateSource } from '../model.ts'
import { computed, dedented, emptyBuffer, indented, join, slice, type Buffer } from './buffer.ts'
import { evaluateHash } from './call.ts'
import { evaluateExpression } from './expression.ts'
import { includeNamed } from './named-template.ts'
import { evaluateProgram, printed } from './program.ts'
import { reportAt, spanOf, type Inline, type Scope, type StageContext } from './stage-context.ts'
import type { Tape } from './tape.ts'
import { json, type Value } from './value.ts'

/** `{{> name p=…}}`: a partial is expanded here, a named template is included. */
export function evaluatePartial(context: StageContext, scope: Scope, statement: AST.Partial, tape: Tape, isLineStart: boolean): Buffer {
  const expanded = expand(context, scope, statement, undefined, tape)
  const whole = isLineStart && expanded.text !== '' && !expanded.text.endsWith('\n') ? join([expanded, computed('\n', spanOf(context, scope, statement.loc))]) : expanded
  return indented(whole, statement.indent)
}

/**
 * `{{#> layout p=…}}…{{/layout}}`: the block goes where the layout says `{{> @partial-block}}`, its inlines where the layout has slots.
 * Where no partial has the name, it is a slot: what an outer caller gave for it, else the block itself.
 */
export function evaluatePartialBlock(context: StageContext, scope: Scope, statement: AST.PartialBlock, tape: Tape, isLineStart: boolean): Buffer {
  const name = partialName(context, scope, { ...statement, type: 'PartialStatement', indent: '' })
  const isSlot = !scope.inlines.has(name) && !context.partials.has(name)
  if (isSlot) return evaluateProgram(context, scope, statement.program, tape)
  const inlines = inlinesOf(scope, statement.program)
  const partial: AST.Partial = { ...statement, type: 'PartialStatement', indent: statement.indent ?? indentBefore(context, scope, statement) }
  const inner: Scope = { ...scope, inlines: new Map([...scope.inlines, ...inlines]) }
  const expanded = expand(context, inner, partial, { program: statement.program, scope }, tape)
  for (const [slot, inline] of inlines) {
    const isSomewhere = [...context.partials.values()].some((other) => other.file.text.includes(`> ${slot}`))
    if (!context.filled.has(inline.program) && !isSomewhere) reportAt(context)('unknown-partial', spanOf(context, scope, inline.program.loc ?? statement.loc), `"${name}" has no slot "${slot}"`, { fix: 'a slot is written {{#> slot}}{{/slot}}' })
  }
  return isLineStart ? indented(expanded, partial.indent) : indentedBelow(expanded, partial.indent)
}

/** A block that opens and closes in one line stands behind its indentation; the lines below have none yet. */
function indentedBelow(buffer: Buffer, indent: string): Buffer {
  const end = buffer.text.indexOf('\n') + 1
  return end === 0 ? buffer : join([slice(buffer, 0, end), indented(slice(buffer, end, buffer.text.length), indent)])
}

/** The inlines that stand directly in a program. */
export function inlinesOf(scope: Scope, program: AST.Program): ReadonlyMap<string, Inline> {
  const inlines = new Map<string, Inline>()
  for (const statement of program.body) {
    if (statement.type !== 'DecoratorBlock' || statement.program === undefined) continue
    const [name] = statement.params
    if (name?.type === 'StringLiteral') inlines.set(String(name.value), { program: statement.program, scope })
  }
  return inlines
}

/** Handlebars strips the white space before a standalone block but does not keep it. */
function indentBefore(context: StageContext, scope: Scope, statement: AST.PartialBlock): string {
  const { start } = spanOf(context, scope, statement.loc)
  const line = scope.source.file.text.slice(0, start).split('\n').at(-1) ?? ''
  return line.trim() === '' ? line : ''
}

function expand(context: StageContext, scope: Scope, statement: AST.Partial, block: Scope['block'], tape: Tape): Buffer {
  const span = spanOf(context, scope, statement.loc)
  const name = partialName(context, scope, statement)
  if (statement.params.length > 0) reportAt(context)('wrong-arguments', span, `"${name}" takes named parameters only`, { fix: `{{> ${name} of=…}}` })
  if (name === '@partial-block') return scope.block === undefined ? emptyBuffer : dedented(evaluateProgram(context, scope.block.scope, scope.block.program, tape))
  const given = evaluateHash(context, scope, statement.hash)
  const inline = scope.inlines.get(name)
  if (inline !== undefined) {
    context.filled.add(inline.program)
    return dedented(evaluateProgram(context, { ...inline.scope, variables: new Map([...inline.scope.variables, ...Object.entries(given)]), block }, inline.program, tape))
  }
  const partial = context.partials.get(name)
  if (partial !== undefined) return expandSource(context, scope, partial, given, block, span, tape)
  const helper = context.helpers.get(name)
  if (helper !== undefined) return includedLines(context, scope, helper, given, span, tape)
  const near = nearest(name, [...context.partials.keys(), ...context.helpers.keys(), ...scope.inlines.keys()])
  reportAt(context)('unknown-partial', span, `there is no partial or named template "${name}"`, { fix: near === undefined ? 'partials stand in charts-src/partials, named templates in charts-src/helpers' : `did you mean "${near}"?` })
  return emptyBuffer
}

function partialName(context: StageContext, scope: Scope, statement: AST.Partial): string {
  if (statement.name.type === 'PathExpression') return statement.name.original
  const value = evaluateExpression(context, scope, statement.name)
  return value.kind === 'json' ? String(value.value) : ''
}

function expandSource(context: StageContext, scope: Scope, partial: TemplateSource, given: { readonly [name: string]: Value }, block: Scope['block'], span: Span, tape: Tape): Buffer {
  if (context.stack.includes(partial.file.path)) {
    reportAt(context)('partial-cycle', span, `"${partial.name}" calls itself`, { why: [...context.stack, partial.file.path].join(' → ') })
    return emptyBuffer
  }
  checkParameters(context, partial, given, span)
  const roots = ['component', 'components'].flatMap((name) => (scope.variables.has(name) ? [[name, scope.variables.get(name) ?? json('')] as const] : []))
  const variables = new Map([...roots, ...partial.parameters.map((parameter) => [parameter.name, given[parameter.name] ?? json('')] as const)])
  const inner: Scope = { variables, data: new Map(), facts: scope.facts, source: partial, block, inlines: scope.inlines }
  return evaluateProgram({ ...context, stack: [...context.stack, partial.file.path] }, inner, partial.program, tape)
}

/** What is passed must be declared, what is declared must be passed unless it is optional. */
export function checkParameters(context: StageContext, source: TemplateSource, given: { readonly [name: string]: Value }, span: Span): void {
  const declared = source.parameters.map((parameter) => parameter.name)
  const called = source.name.replace(/\.(yml|txt)$/, '')
  for (const name of Object.keys(given).filter((passed) => !declared.includes(passed))) {
    const near = nearest(name, declared)
    reportAt(context)('unknown-parameter', span, `"${called}" has no parameter "${name}"`, { fix: near !== undefined ? `did you mean "${near}"?` : declared.length === 0 ? 'it has no parameters' : `it has ${declared.join(', ')}` })
  }
  for (const parameter of source.parameters.filter((wanted) => !wanted.optional && given[wanted.name] === undefined)) {
    reportAt(context)('missing-parameter', span, `"${called}" needs the parameter "${parameter.name}"`, { why: parameter.description, fix: `add ${parameter.name}=…` })
  }
}

/** The include of a named template, where its entries or items stand. */
function includedLines(context: StageContext, scope: Scope, helper: TemplateSource, given: { readonly [name: string]: Value }, span: Span, tape: Tape): Buffer {
  const { expression, gives } = includeNamed(context, scope, helper, given, span)
  const value: Value = { kind: 'expression', expression }
  if (gives === 'text') {
    reportAt(context)('wrong-arguments', span, `"${helper.name}" gives a text`, { why: '{{> …}} stands for lines of a map or list', fix: `write it as an expression: {{${helper.name.replace(/\..*$/, '')}}}` })
    return emptyBuffer
  }
  const line = printed(context, value, gives === 'map' ? 'merge' : 'spread', span, tape)
  return join([computed(gives === 'map' ? '' : '- ', span), line, computed('\n', span)])
}
