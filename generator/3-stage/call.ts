import type { AST } from '../handlebars-ast.ts'
import { nearest } from '../diagnostics/nearest.ts'
import type { FunctionEntry } from '../functions/function-entry.ts'
import { functions } from '../functions/table.ts'
import type { Expr, Json, Span } from '../model.ts'
import { excludes } from '../schema/excludes.ts'
import { schemaOf } from '../schema/schema-of.ts'
import { typeOf } from '../schema/type-of.ts'
import { evaluateExpression, member } from './expression.ts'
import { includeNamed } from './named-template.ts'
import { isSure } from './navigate.ts'
import { reportAt, spanOf, type Scope, type StageContext } from './stage-context.ts'
import { call, json, record, toExpression, tuple, type Value } from './value.ts'

/** The parts that a mustache, a block and a sub-expression share. */
export interface CallSyntax {
  readonly path: AST.Expression
  readonly params: readonly AST.Expression[]
  readonly hash?: AST.Hash
  readonly loc: AST.Location
}

/** `(f a b c=d)`: a form of the language, a named template or a function. */
export function evaluateCall(context: StageContext, scope: Scope, syntax: CallSyntax): Value {
  const span = spanOf(context, scope, syntax.loc)
  const name = syntax.path.type === 'PathExpression' ? syntax.path.original : ''
  const args = () => syntax.params.map((argument) => evaluateExpression(context, scope, argument))
  const helper = context.helpers.get(name)
  if (helper !== undefined) return { kind: 'expression', expression: includeNamed(context, scope, helper, evaluateHash(context, scope, syntax.hash), span).expression }
  if (name === 'include') return include(context, scope, args(), evaluateHash(context, scope, syntax.hash), span)
  if (name === 'lookup') return lookup(context, scope, args(), span)
  if (name === 'dict') return record({ ...pairs(args()), ...evaluateHash(context, scope, syntax.hash) })
  if (name === 'list') return tuple(args())
  const entry = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (entry === undefined) {
    const near = nearest(name, [...Object.keys(functions), ...context.helpers.keys(), 'include', 'lookup'])
    reportAt(context)('unknown-helper', span, `"${name}" is no function and no named template`, near === undefined ? {} : { fix: `did you mean "${near}"?` })
    return json('')
  }
  return applyFunction(context, name, entry, args(), span)
}

export function evaluateHash(context: StageContext, scope: Scope, hash: AST.Hash | undefined): { readonly [name: string]: Value } {
  return Object.fromEntries((hash?.pairs ?? []).map((pair) => [pair.key, evaluateExpression(context, scope, pair.value)]))
}

/** Computes now what is known now; else builds the expression, its arguments checked against the table. */
export function applyFunction(context: StageContext, name: string, entry: FunctionEntry, args: readonly Value[], span: Span): Value {
  const least = entry.parameters.length - (entry.optional ?? 0)
  if (args.length < least || (entry.rest === undefined && args.length > entry.parameters.length)) {
    reportAt(context)('wrong-arguments', span, `"${name}" takes ${entry.rest === undefined ? '' : 'at least '}${least} arguments, here are ${args.length}`)
    return json('')
  }
  const known = args.map((arg) => (arg.kind === 'json' ? arg.value : undefined))
  if (entry.evaluate !== undefined && known.every((value): value is Json => value !== undefined)) return json(entry.evaluate(...known))
  const expressions = args.map((arg) => toExpression(arg, span))
  expressions.forEach((expression, index) => checkArgument(context, name, entry, expression, index, span))
  const schemas = expressions.map(schemaOf)
  const result = typeof entry.result === 'function' ? entry.result(schemas) : entry.result
  return { kind: 'expression', expression: call(name, expressions, result, span) }
}

function checkArgument(context: StageContext, name: string, entry: FunctionEntry, argument: Expr, index: number, span: Span): void {
  const wanted = entry.parameters[index] ?? entry.rest ?? 'any'
  const given = typeOf(schemaOf(argument))
  const fits = wanted === 'any' || given === 'any' || wanted === given || (wanted === 'number' && given === 'integer')
  const at = argument.kind === 'literal' ? span : argument.span
  if (!fits) reportAt(context)('wrong-arguments', at, `"${name}" takes ${article(wanted)} here, and this is ${article(given)}`)
  if (entry.acceptsAbsent !== true) checkPresent(context, argument)
  if (entry.escapes === undefined) return
  const { format, impossible, names } = entry.escapes
  if (!excludes(schemaOf(argument), impossible)) {
    reportAt(context)('unescaped-text', at, `this string may hold what ${format} can't write: ${names}`, { why: `${format} has no escape for it, so it would break out of its place`, fix: 'give the value a pattern in the schema that excludes them, such as "^[ -~]*$" (printable ASCII)' })
  }
}

/** An optional value must be guarded or defaulted before it is used. */
export function checkPresent(context: StageContext, expression: Expr): void {
  if (expression.kind !== 'path' && expression.kind !== 'variable') return
  if (isSure(expression) || expression.schema.default !== undefined) return
  const shown = [expression.kind === 'path' ? expression.root : expression.name, ...expression.segments].join('.')
  reportAt(context)('absent-value', expression.span, `"${shown}" may be absent`, {
    why: 'an optional value without a default would print as nothing',
    fix: `guard it with {{#if ${shown}}}, write (default "…" ${shown}), or give it a default in the schema`,
  })
}

function include(context: StageContext, scope: Scope, args: readonly Value[], hash: { readonly [name: string]: Value }, span: Span): Value {
  const [first] = args
  const name = first?.kind === 'json' ? String(first.value) : ''
  const helper = context.helpers.get(name)
  if (helper === undefined) {
    const near = nearest(name, [...context.helpers.keys()])
    reportAt(context)('unknown-helper', span, `there is no named template "${name}"`, near === undefined ? {} : { fix: `did you mean "${near}"?` })
    return json('')
  }
  return { kind: 'expression', expression: includeNamed(context, scope, helper, hash, span).expression }
}

/** `(lookup values component.name)`: a member by a name that is computed at build time. */
function lookup(context: StageContext, scope: Scope, args: readonly Value[], span: Span): Value {
  const [of, key] = args
  if (of !== undefined && key?.kind === 'json' && typeof key.value === 'string') return member(context, scope, of, key.value, span)
  reportAt(context)('wrong-arguments', span, '"lookup" takes a value and a name that is known at build time', { fix: 'for a name that is known at install time use (get map key)' })
  return json('')
}

function pairs(args: readonly Value[]): { readonly [name: string]: Value } {
  const members: { [name: string]: Value } = {}
  for (let index = 0; index + 1 < args.length; index += 2) {
    const [name, value] = [args[index], args[index + 1]]
    if (name?.kind === 'json' && value !== undefined) members[String(name.value)] = value
  }
  return members
}

function article(type: string): string {
  return type === 'any' ? 'anything' : /^[aio]/.test(type) ? `an ${type}` : `a ${type}`
}
