import type { AST } from '../handlebars-ast.ts'
import type { Expr, Json, Schema, VariableExpr } from '../model.ts'
import { resolve } from '../schema/resolve.ts'
import { schemaOf } from '../schema/schema-of.ts'
import { typeOf } from '../schema/type-of.ts'
import { controlled } from './block.ts'
import { join, type Buffer } from './buffer.ts'
import { checkPresent } from './call.ts'
import { evaluateProgram } from './program.ts'
import { bind, noteRead, reportAt, spanOf, type Scope, type StageContext } from './stage-context.ts'
import { addBlock, type Tape } from './tape.ts'
import { call, json, type Value } from './value.ts'

/** `{{#each x as |value key|}}` over what is known now, or over a list or map of the values. */
export function evaluateEach(context: StageContext, scope: Scope, block: AST.Block, value: Value, tape: Tape, isLineStart: boolean): Buffer {
  if (value.kind === 'expression') return symbolicEach(context, scope, block, value.expression, tape, isLineStart)
  const entries = entriesNow(value)
  if (entries.length === 0) return evaluateProgram(context, scope, block.inverse, tape)
  const [valueName, keyName] = block.program?.blockParams ?? []
  return join(
    entries.map(([key, item], index) => {
      const data = new Map<string, Value>([...scope.data, ['this', item], ['key', json(key)], ['index', json(index)], ['first', json(index === 0)], ['last', json(index === entries.length - 1)]])
      const named: [string, Value][] = []
      if (valueName !== undefined) named.push([valueName, item])
      if (keyName !== undefined) named.push([keyName, json(key)])
      return evaluateProgram(context, { ...bind(scope, named), data }, block.program, tape)
    }),
  )
}

function entriesNow(value: Exclude<Value, { kind: 'expression' }>): readonly (readonly [Json, Value])[] {
  if (value.kind === 'record') return Object.entries(value.members)
  if (value.kind === 'tuple') return value.items.map((item, index) => [index, item])
  if (Array.isArray(value.value)) return value.value.map((item: Json, index) => [index, json(item)])
  return typeof value.value === 'object' && value.value !== null ? Object.entries(value.value).map(([key, item]) => [key, json(item as Json)]) : []
}

function symbolicEach(context: StageContext, scope: Scope, block: AST.Block, over: Expr, tape: Tape, isLineStart: boolean): Buffer {
  const span = spanOf(context, scope, block.loc)
  const head = { ...span, end: spanOf(context, scope, block.params[0]?.loc ?? block.loc).end }
  const type = typeOf(schemaOf(over))
  if (!['array', 'object', 'any'].includes(type)) {
    reportAt(context)('wrong-arguments', head, `"{{#each}}" loops over a list or a map, and this is a ${type}`, { fix: type === 'boolean' ? 'did you mean {{#if}}?' : 'loop over a list or map of the schema' })
    return join([])
  }
  if (over.kind === 'path' || over.kind === 'variable') noteRead(context, over, false)
  else noteRead(context, over, true)
  checkPresentUnlessEmpty(context, over)
  const [valueName, keyName] = block.program?.blockParams ?? []
  const used = usedNames(scope)
  const value = unusedName(valueName ?? entryName(over), used)
  const key = unusedName(keyName ?? (type === 'array' ? 'index' : 'name'), new Set([...used, value]))
  const entry = entryVariable(context, over, value)
  const keyExpression: VariableExpr = { kind: 'variable', name: key, of: 'key', segments: [], schema: keySchema(over, type), origin: undefined, sure: 0, open: false, span: head }
  const number = addBlock(tape, { kind: 'each', over, value, key, span: head })
  const [item, name]: [Value, Value] = [{ kind: 'expression', expression: entry }, { kind: 'expression', expression: keyExpression }]
  const position = positionOf(over, keyExpression, type)
  const data = new Map<string, Value>([...scope.data, ['this', item], ['key', name], ['index', name], ['first', { kind: 'expression', expression: position.first }], ['last', { kind: 'expression', expression: position.last }]])
  const bound: [string, Value][] = []
  if (valueName !== undefined) bound.push([valueName, item])
  if (keyName !== undefined) bound.push([keyName, name])
  const body = evaluateProgram(context, { ...bind(scope, bound), data }, block.program, tape)
  const otherwise = evaluateProgram(context, scope, block.inverse, tape)
  return controlled(number, body, otherwise, span, isLineStart)
}

/** A loop over an absent list or map is a loop over nothing. */
function checkPresentUnlessEmpty(context: StageContext, over: Expr): void {
  const type = typeOf(schemaOf(over))
  if (type === 'any') checkPresent(context, over)
}

function entryVariable(context: StageContext, over: Expr, name: string): VariableExpr {
  const schema = schemaOf(over)
  const entry: Schema = schema.items ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {})
  const origin = over.kind === 'path' && over.root === 'values' ? over.segments : over.kind === 'variable' ? over.origin : undefined
  const span = over.kind === 'literal' ? { file: '', start: 0, end: 0 } : over.span
  return { kind: 'variable', name, of: 'loop', segments: [], schema: resolve(entry, context.schema), sure: 0, open: true, origin: origin === undefined ? undefined : [...origin, '*'], span }
}

function keySchema(over: Expr, type: string): Schema {
  return type === 'array' ? { type: 'integer' } : { type: 'string', ...schemaOf(over).propertyNames }
}

/** Go templates know no first and last, so they are comparisons; the keys of a map are visited in sorted order. */
function positionOf(over: Expr, key: VariableExpr, type: string): { readonly first: Expr; readonly last: Expr } {
  const { span } = key
  const is = (other: Expr): Expr => call('eq', [key, other], { type: 'boolean' }, span)
  if (type === 'array') {
    const length = call('len', [over], { type: 'integer' }, span)
    return { first: is({ kind: 'literal', value: 0 }), last: is(call('sub', [length, { kind: 'literal', value: 1 }], { type: 'integer' }, span)) }
  }
  const keys = call('keys', [over], { type: 'array', items: { type: 'string' } }, span)
  return { first: is(call('first', [keys], { type: 'string' }, span)), last: is(call('last', [keys], { type: 'string' }, span)) }
}

/** `host` for `hosts`; a loop without block parameters gets a name that a careful person would choose. */
function entryName(over: Expr): string {
  const last = over.kind === 'path' || over.kind === 'variable' ? over.segments.at(-1) : undefined
  if (last === undefined || !/^[A-Za-z][A-Za-z0-9]*$/.test(last)) return 'entry'
  return last.endsWith('s') && last.length > 2 ? last.slice(0, -1) : `${last}Entry`
}

export function usedNames(scope: Scope): ReadonlySet<string> {
  const values = [...scope.variables.values(), ...scope.data.values()]
  return new Set(values.flatMap((value) => (value.kind === 'expression' && value.expression.kind === 'variable' ? [value.expression.name] : [])))
}

export function unusedName(name: string, used: ReadonlySet<string>): string {
  const safe = name.replace(/[^A-Za-z0-9_]/g, '_')
  if (!used.has(safe)) return safe
  let number = 2
  while (used.has(`${safe}${number}`)) number++
  return `${safe}${number}`
}
