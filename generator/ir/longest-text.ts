import type { Branch, ChartMetadata, Expr, PathExpr, ScalarNode, Schema, TextPart } from '../model.ts'
import { typeOf } from '../schema/type-of.ts'
import { outcome, type Condition } from './condition.ts'
import { follow, insideOf, withVariable, type Environment } from './environment.ts'
import { expressionText } from './expression-text.ts'
import { longestMatch } from './longest-match.ts'

/** What is known about lengths: the chart's own texts, and expressions whose length a condition limits. */
export interface Lengths {
  readonly metadata: ChartMetadata
  /** How long the chart's name is: an umbrella can give it another one. */
  readonly chartName: number
  readonly limits: ReadonlyMap<string, number>
}

/** How many characters a scalar has at most; Infinity where nothing limits it. */
export function longestText(scalar: ScalarNode, environment: Environment, lengths: Lengths): number {
  return scalar.literal !== undefined ? String(scalar.literal).length : ofParts(scalar.parts, environment, lengths)
}

/** The limits that conditions around a place set, such as `{{#if (le (len x) 63)}}`. */
export function limitsOf(conditions: readonly Condition[], known: ReadonlyMap<string, number> = new Map()): ReadonlyMap<string, number> {
  return conditions.reduce((limits, condition) => new Map([...limits, ...limitsOfOne(condition)]), known)
}

function ofParts(parts: readonly Branch<TextPart>[], environment: Environment, lengths: Lengths): number {
  return parts.reduce((sum, part) => sum + ofPart(part, environment, lengths), 0)
}

function ofPart(part: Branch<TextPart>, environment: Environment, lengths: Lengths): number {
  if (part.kind === 'part') return typeof part.value === 'string' ? part.value.length : ofExpression(part.value, environment, lengths)
  if (part.kind === 'each') return ofParts(part.body, environment, lengths) === 0 ? ofParts(part.else, environment, lengths) : Infinity
  const known = outcome(part.condition, environment)
  const inside = part.binds === undefined ? environment : withVariable(environment, part.binds, part.condition)
  const branch = (holds: boolean): number => {
    const limits = limitsOf([{ expression: part.condition, holds, environment }], lengths.limits)
    return holds ? ofParts(part.then, inside, { ...lengths, limits }) : ofParts(part.else, environment, { ...lengths, limits })
  }
  return Math.max(known === false ? 0 : branch(true), known === true ? 0 : branch(false))
}

function ofExpression(given: Expr, around: Environment, lengths: Lengths): number {
  const { expression, environment } = follow(given, around)
  const limit = lengths.limits.size === 0 ? Infinity : (lengths.limits.get(expressionText(expression, environment)) ?? Infinity)
  return Math.min(limit, unlimited(expression, environment, lengths))
}

function unlimited(expression: Expr, environment: Environment, lengths: Lengths): number {
  switch (expression.kind) {
    case 'literal':
      return expression.value === null ? 0 : String(expression.value).length
    case 'path':
      return expression.root === 'values' ? ofSchema(expression.schema) : ofBuiltIn(expression, lengths)
    case 'variable':
      return ofSchema(expression.schema)
    case 'include': {
      const template = environment.templates.get(expression.template)
      return template?.body.kind === 'text' ? ofParts(template.body.parts, insideOf(template, expression, environment), lengths) : Infinity
    }
    case 'call':
      return ofCall(expression.function, expression.arguments, (argument) => ofExpression(argument, environment, lengths), expression.schema)
  }
}

function ofSchema(schema: Schema): number {
  const type = typeOf(schema)
  if (type === 'boolean') return 'false'.length
  if (type === 'integer') return Math.max(longestNumber(schema.minimum), longestNumber(schema.maximum))
  const choices = schema.const !== undefined ? [schema.const] : schema.enum
  if (choices !== undefined) return Math.max(0, ...choices.map((choice) => String(choice).length))
  return Math.min(schema.maxLength ?? Infinity, schema.pattern === undefined ? Infinity : longestMatch(schema.pattern))
}

/** An integer without a limit has 64 bits. */
function longestNumber(limit: number | undefined): number {
  return limit === undefined ? '-9223372036854775808'.length : String(limit).length
}

/** Helm allows 53 characters for a release (helm.sh/docs/chart_template_guide), Kubernetes 63 for a namespace. */
function ofBuiltIn({ root, segments }: PathExpr, { metadata, chartName }: Lengths): number {
  switch ([root, ...segments].join('.')) {
    case 'release.name':
      return 53
    case 'release.namespace':
      return 63
    case 'release.service':
      return 'Helm'.length
    case 'release.revision':
      return longestNumber(undefined)
    case 'chart.name':
      return chartName
    case 'chart.version':
      return metadata.version.length
    case 'chart.appVersion':
      return metadata.appVersion.length
    default:
      return Infinity
  }
}

function ofCall(name: string, args: readonly Expr[], length: (argument: Expr) => number, schema: Schema): number {
  const of = (index: number): number => (args[index] === undefined ? 0 : length(args[index]))
  const literal = (index: number): unknown => (args[index]?.kind === 'literal' ? args[index].value : undefined)
  switch (name) {
    case 'trunc':
      return Math.min(typeof literal(0) === 'number' ? Math.abs(Number(literal(0))) : Infinity, of(1))
    case 'trimSuffix':
    case 'trimPrefix':
    case 'trimAll':
      return of(1)
    case 'trim':
    case 'lower':
    case 'upper':
    case 'toString':
    case 'int64':
      return of(0)
    case 'required':
      return of(1)
    case 'default':
    case 'coalesce':
    case 'or':
    case 'and':
      return Math.max(...args.map(length))
    case 'ternary':
      return Math.max(of(0), of(1))
    case 'replace':
      return typeof literal(0) === 'string' && String(literal(0)).length >= of(1) ? of(2) : of(2) * Math.max(1, of(1))
    case 'printf':
      return printed(literal(0), args.slice(1).map(length))
    case 'sha256':
      return 64
    case 'b64enc':
      return Math.ceil(of(0) / 3) * 4
    case 'specHash':
      return 8
    case 'randAlphaNum':
      return typeof literal(0) === 'number' ? Number(literal(0)) : Infinity
    default:
      return ofSchema(schema)
  }
}

/** Only plain verbs: a width would make it longer. */
function printed(format: unknown, lengths: readonly number[]): number {
  if (typeof format !== 'string' || /%[^sdv%]/.test(format)) return Infinity
  return format.replace(/%[sdv]/g, '').replaceAll('%%', '%').length + lengths.reduce((sum, length) => sum + length, 0)
}

function limitsOfOne({ expression, holds, environment }: Condition): readonly (readonly [string, number])[] {
  if (expression.kind !== 'call') return []
  const inner = (value: boolean) => expression.arguments.flatMap((argument) => limitsOfOne({ expression: argument, holds: value, environment }))
  if (expression.function === 'not') return inner(!holds)
  if (expression.function === 'and') return holds ? inner(true) : []
  if (expression.function === 'or') return holds ? [] : inner(false)
  const [left, right] = expression.arguments
  const isLength = left?.kind === 'call' && ['len', 'lengthOf'].includes(left.function)
  const text = isLength ? left.arguments[0] : undefined
  const most = right?.kind === 'literal' && typeof right.value === 'number' ? mostOf(expression.function, holds, right.value) : undefined
  return text === undefined || most === undefined ? [] : [[expressionText(text, environment), most]]
}

/** The greatest length for which a comparison has an outcome. */
function mostOf(name: string, holds: boolean, limit: number): number | undefined {
  const isAtMost = (name === 'le' && holds) || (name === 'gt' && !holds)
  const isLess = (name === 'lt' && holds) || (name === 'ge' && !holds)
  return isAtMost ? limit : isLess ? limit - 1 : undefined
}
