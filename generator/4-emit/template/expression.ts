import { functions } from '../../functions/table.ts'
import type { CallExpr, Expr, IncludeExpr, Json, PathExpr, Root, Schema, VariableExpr } from '../../model.ts'
import { typeOf } from '../../schema/type-of.ts'
import { variable, type Environment } from './environment.ts'

/** The Go-template spelling of an expression, without braces; ready to stand behind `if`, `range` or a pipe. */
export function expressionText(environment: Environment, expression: Expr): string {
  return withoutParentheses(operand(environment, expression))
}

/** A condition: only emptiness counts, so numbers need no conversion and templates are not run. */
export function conditionText(environment: Environment, expression: Expr): string {
  return withoutParentheses(truth(environment, expression))
}

function truth(environment: Environment, expression: Expr): string {
  if (expression.kind === 'path' || expression.kind === 'variable') return referenceText(environment, expression)
  if (expression.kind === 'call' && ['not', 'and', 'or', 'empty'].includes(expression.function)) {
    return `(${expression.function} ${expression.arguments.map((argument) => truth(environment, argument)).join(' ')})`
  }
  return operand(environment, expression)
}

/** An expression as an argument: calls in parentheses, numbers converted, for Helm reads every number as a float. */
export function operand(environment: Environment, expression: Expr): string {
  switch (expression.kind) {
    case 'literal':
      return literalText(expression.value)
    case 'path':
    case 'variable':
      return typedReference(environment, expression)
    case 'include':
      return includeText(environment, expression)
    case 'call':
      return callText(environment, expression)
  }
}

function typedReference(environment: Environment, reference: PathExpr | VariableExpr): string {
  const text = referenceText(environment, reference)
  const type = typeOf(reference.schema)
  if (type === 'integer') return isKeyOfList(reference) ? text : `(int64 ${text})`
  if (type === 'number') return `(float64 ${text})`
  return reference.schema['x-template'] === true && type === 'string' ? `(tpl ${text} ${environment.root})` : text
}

function isKeyOfList(reference: PathExpr | VariableExpr): boolean {
  return reference.kind === 'variable' && reference.of === 'key'
}

/** `$.Values.a.b`, or `(dig "b" "" $.Values.a)` for what may be absent. */
export function referenceText(environment: Environment, reference: PathExpr | VariableExpr): string {
  const { segments } = reference
  if (reference.kind === 'path' && reference.root !== 'values') return `${environment.root}.${builtIn(reference.root, segments)}`
  const base = reference.kind === 'path' ? `${environment.root}.Values` : variable(environment, reference.name)
  const sure = reference.kind === 'path' ? Math.max(reference.sure, Math.min(1, segments.length)) : reference.sure
  if (sure >= segments.length || segments.length === 0) return access(base, segments)
  const from = access(base, segments.slice(0, Math.max(0, sure)))
  const rest = segments.slice(Math.max(0, sure)).map((segment) => JSON.stringify(segment))
  return `(dig ${rest.join(' ')} ${absent(reference.schema)} ${sure < 0 ? `(default (dict) ${from})` : from})`
}

function access(base: string, segments: readonly string[]): string {
  const isPlain = segments.every((segment) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(segment))
  if (isPlain) return [base, ...segments].join('.')
  return `(index ${base} ${segments.map((segment) => JSON.stringify(segment)).join(' ')})`
}

/** What stands for a value that is not there: the schema's default, else something empty of its type. */
function absent(schema: Schema): string {
  if (schema.default !== undefined && schema.default !== null) return literalText(schema.default)
  const empty: { readonly [type: string]: Json } = { integer: 0, number: 0, boolean: false, object: {}, array: [] }
  return literalText(empty[typeOf(schema)] ?? '')
}

function builtIn(root: Root, segments: readonly string[]): string {
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
  const path = segments.map((segment) => (segment === 'apiVersions' ? 'APIVersions' : capital(segment)))
  if (root === 'capabilities' && segments[0] === 'kubeVersion') return 'Capabilities.KubeVersion.Version'
  return [capital(root), ...path].join('.')
}

function callText(environment: Environment, call: CallExpr): string {
  if (call.function === 'specHash') return `(${withoutParentheses(environment.spec ?? '""')} | sha256sum | trunc 8)`
  if (['not', 'and', 'or', 'empty'].includes(call.function) && typeOf(call.schema) === 'boolean') return truth(environment, call)
  const entry = Object.hasOwn(functions, call.function) ? functions[call.function] : undefined
  const args = call.arguments.map((argument) => operand(environment, argument))
  const schemas = call.arguments.map((argument) => (argument.kind === 'literal' ? { type: typeOf({ const: argument.value }) } : argument.schema))
  if (entry?.go !== undefined) return entry.go(args, schemas, environment.root)
  return args.length === 0 ? `(${call.function})` : `(${call.function} ${args.join(' ')})`
}

export function includeText(environment: Environment, include: IncludeExpr): string {
  return `(include ${JSON.stringify(include.template)} ${argumentsText(environment, include.arguments)})`
}

/** What a named template is given: the root, or a dictionary of the root and the arguments. */
function argumentsText(environment: Environment, args: { readonly [name: string]: Expr }): string {
  const pairs = Object.entries(args).map(([name, argument]) => `${JSON.stringify(name)} ${operand(environment, argument)}`)
  return pairs.length === 0 ? environment.root : `(dict "root" ${[environment.root, ...pairs].join(' ')})`
}

export function literalText(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? '(list)' : `(list ${value.map(literalText).join(' ')})`
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)} ${literalText(member as Json)}`)
    return pairs.length === 0 ? '(dict)' : `(dict ${pairs.join(' ')})`
  }
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) return value.toExponential()
  return value === null ? '""' : JSON.stringify(value)
}

export function withoutParentheses(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  let depth = 0
  let isQuoted = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '\\' && isQuoted) index++
    else if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && character === '(') depth++
    else if (!isQuoted && character === ')' && --depth === 0 && index < text.length - 1) return text
  }
  return text.slice(1, -1)
}
