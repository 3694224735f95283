import type { IncludeExpr, NamedTemplate, Node, Schema, Span, TemplateSource, VariableExpr, Expr } from '../model.ts'
import { schemaOf } from '../schema/schema-of.ts'
import { typeOf } from '../schema/type-of.ts'
import { buildNode } from './build-node.ts'
import { expressionKey } from './expression-key.ts'
import { presenceOf, withoutEmptyParents } from './empty-parents.ts'
import { userEntriesWin } from './user-entries.ts'
import { checkParameters } from './partial.ts'
import { evaluateProgram } from './program.ts'
import { noteRead, reportAt, type NamedCall, type Outcome, type Scope, type StageContext } from './stage-context.ts'
import { newTape } from './tape.ts'
import { textParts, trimmedParts } from './text-parts.ts'
import { toExpression, type Value } from './value.ts'

export type Gives = 'map' | 'list' | 'text'

/** A call of a named template. Its body is staged for these very arguments, so that mistakes and reads are found; what is kept is staged once at the end. */
export function includeNamed(context: StageContext, scope: Scope, helper: TemplateSource, given: { readonly [name: string]: Value }, span: Span): { readonly expression: IncludeExpr; readonly gives: Gives } {
  const name = helperName(helper)
  const schema = returnedSchema(helper)
  const nothing: { readonly expression: IncludeExpr; readonly gives: Gives } = { expression: { kind: 'include', template: qualified(context, name), arguments: {}, schema, mayBeEmpty: false, beginsWithBlock: false, span }, gives: 'text' }
  if (context.stack.includes(helper.file.path)) {
    reportAt(context)('partial-cycle', span, `"${name}" calls itself`, { why: [...context.stack, helper.file.path].join(' → ') })
    return nothing
  }
  checkParameters(context, helper, given, span)
  // One that is missing was reported: it counts as an empty text, so that nothing is reported where it is read.
  const call: NamedCall = Object.fromEntries(helper.parameters.map(({ name: parameter, optional }) => [parameter, given[parameter] === undefined ? (optional ? undefined : { kind: 'literal', value: '' } as const) : toExpression(given[parameter], span)]))
  for (const argument of Object.values(call)) if (argument !== undefined && argument.kind !== 'path' && argument.kind !== 'variable') noteRead(context, argument, true)
  const args = Object.fromEntries(Object.entries(call).flatMap(([parameter, argument]) => (argument === undefined ? [] : [[parameter, argument]])))
  const { gives, ...shape } = outcomeOf(context, scope, helper, call, span)
  return { expression: { ...nothing.expression, arguments: args, ...shape }, gives }
}

function beginsWithBlock(node: Node): boolean {
  const first = node.kind === 'map' ? node.entries[0] : node.kind === 'seq' ? node.items[0] : undefined
  if (first === undefined || first.kind === 'pair' || first.kind === 'item') return false
  const isInclude = (first.kind === 'merge' || first.kind === 'spread') && first.expression.kind === 'include'
  return !isInclude || first.expression.mayBeEmpty || first.expression.beginsWithBlock
}

/** Stages the body for these arguments, unless it was staged for the same ones before. */
function outcomeOf(context: StageContext, scope: Scope, helper: TemplateSource, call: NamedCall, span: Span): Outcome {
  const name = helperName(helper)
  const key = [name, ...Object.entries(call).map(([parameter, argument]) => `${parameter}=${argument === undefined ? '' : `${expressionKey(argument)}:${isThere(argument)}:${originOf(argument)?.join('/') ?? ''}`}`)].join(' ')
  const known = context.given.get(key)
  if (known !== undefined) return known
  context.calls.set(name, [...(context.calls.get(name) ?? []), call])
  const body = stageBody(context, helper, parametersFor(helper, [call], span), scope.facts)
  const gives: Gives = body.kind === 'text' ? 'text' : body.node.kind === 'seq' ? 'list' : 'map'
  const outcome: Outcome = { gives, mayBeEmpty: body.kind === 'node' && presenceOf(body.node) !== 'always', beginsWithBlock: body.kind === 'node' && beginsWithBlock(body.node) }
  context.given.set(key, outcome)
  return outcome
}

/** Every named template that was called, staged once for all its calls together. */
export function namedTemplates(context: StageContext): readonly NamedTemplate[] {
  const silent: StageContext = { ...context, report: () => {}, reads: [], calls: new Map(context.calls), stack: [] }
  const templates: NamedTemplate[] = []
  for (const [name, calls] of [...context.calls].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const helper = context.helpers.get(name)
    if (helper === undefined) continue
    const span = { file: helper.file.path, start: 0, end: 0 }
    const parameters = parametersFor(helper, calls, span)
    templates.push({ name: qualified(context, name), description: descriptionOf(helper), parameters: helper.parameters.map((parameter) => parameter.name), body: stageBody(silent, helper, parameters, new Set()), source: helper.file.path })
  }
  return templates
}

function stageBody(context: StageContext, helper: TemplateSource, parameters: ReadonlyMap<string, Value>, facts: ReadonlySet<string>): NamedTemplate['body'] {
  const inner = { ...context, stack: [...context.stack, helper.file.path] }
  const scope: Scope = { variables: parameters, data: new Map(), facts, source: helper, block: undefined, inlines: new Map() }
  const tape = newTape()
  const buffer = evaluateProgram(inner, scope, helper.program, tape)
  if (helper.name.endsWith('.txt')) return { kind: 'text', parts: trimmedParts(textParts(tape, buffer.text)) }
  const empty: Node = { kind: 'map', entries: [], span: { file: helper.file.path, start: 0, end: 0 } }
  const node = buildNode(inner, tape, buffer, helper.file) ?? empty
  return { kind: 'node', node: userEntriesWin(inner, withoutEmptyParents(node)) }
}

/** A parameter stands for what is passed: for its type where all calls agree on it, and for its place in the values where there is one call. */
function parametersFor(helper: TemplateSource, calls: readonly NamedCall[], span: Span): ReadonlyMap<string, Value> {
  return new Map(helper.parameters.map(({ name }) => [name, { kind: 'expression', expression: parameterVariable(name, calls.map((call) => call[name]), span) }]))
}

function parameterVariable(name: string, passed: readonly (Expr | undefined)[], span: Span): VariableExpr {
  const given = passed.filter((argument) => argument !== undefined)
  const [first] = given
  const types = new Set(given.map((argument) => typeOf(schemaOf(argument))))
  const schema: Schema = first === undefined || types.size > 1 ? {} : parameterSchema(given.map(schemaOf))
  const isAlwaysThere = given.length === passed.length && given.every(isThere)
  const origin = given.length === 1 && first !== undefined ? originOf(first) : undefined
  return { kind: 'variable', name, of: 'parameter', segments: [], schema, sure: isAlwaysThere ? 0 : -1, open: given.some((argument) => 'open' in argument && argument.open), origin, span }
}

function isThere(argument: Expr): boolean {
  return (argument.kind !== 'path' && argument.kind !== 'variable') || argument.sure === argument.segments.length || argument.schema.default !== undefined
}

/** Literals differ from call to call, so a parameter keeps their type only; objects keep their properties. */
function parameterSchema(schemas: readonly Schema[]): Schema {
  const [first = {}] = schemas
  const { default: _, const: __, ...rest } = withAgreedDefaults(schemas)
  const isSame = schemas.every((schema) => schema.pattern === first.pattern)
  const { pattern: ___, enum: ____, ...loose } = rest
  return schemas.length === 1 || isSame ? (schemas.length === 1 ? rest : { ...loose, ...(first.pattern === undefined ? {} : { pattern: first.pattern }) }) : loose
}

/** A default below a parameter counts only if it is the same for all calls: what is absent in one of them must not get another one's. */
function withAgreedDefaults(schemas: readonly Schema[]): Schema {
  const [first = {}] = schemas
  const { default: own, properties, ...rest } = first
  const isAgreed = schemas.every((schema) => JSON.stringify(schema.default) === JSON.stringify(own))
  return {
    ...rest,
    ...(isAgreed && own !== undefined ? { default: own } : {}),
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.keys(properties).map((name) => [name, withAgreedDefaults(schemas.map((schema) => schema.properties?.[name] ?? {}))])) }),
  }
}

export function originOf(argument: Expr): readonly string[] | undefined {
  if (argument.kind === 'path') return argument.root === 'values' ? argument.segments : undefined
  return argument.kind === 'variable' ? argument.origin : undefined
}

export function helperName(helper: TemplateSource): string {
  return helper.name.replace(/\.(yml|txt)$/, '')
}

function qualified(context: StageContext, name: string): string {
  return `${context.chart.name}.${name}`
}

/** `@pattern ^[a-z]+$` in the head comment promises what a text is made of, so that it can stand in other formats unescaped. */
function returnedSchema(helper: TemplateSource): Schema {
  const pattern = /@pattern\s+(\S+)/.exec(headComment(helper))?.[1]
  return { type: 'string', ...(pattern === undefined ? {} : { pattern }) }
}

function descriptionOf(helper: TemplateSource): string {
  return headComment(helper).split(/\n\s*@/)[0]?.trim().replace(/\s+/g, ' ') ?? ''
}

function headComment(helper: TemplateSource): string {
  const head = helper.program.body.find((statement) => statement.type === 'CommentStatement')
  return head?.type === 'CommentStatement' ? head.value.replace(/^\{\{!(--)?|(--)?\}\}$/g, '').replace(/^--|--$/g, '') : ''
}
