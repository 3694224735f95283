import { stringify } from 'yaml'
import { functions } from '../../functions/table.ts'
import type { Branch, Expr, ScalarNode, TextPart } from '../../model.ts'
import { typeOf } from '../../schema/type-of.ts'
import { schemaOf } from '../../schema/schema-of.ts'
import type { Environment } from './environment.ts'
import { conditionText, expressionText, operand } from './expression.ts'

/** A scalar in its final text, which YAML 1.1 and 1.2 read alike whatever the values hold. */
export function scalarText(environment: Environment, scalar: ScalarNode, capture: (parts: readonly Branch<TextPart>[]) => string): string {
  if (scalar.literal !== undefined) return literalScalar(scalar.literal, scalar.style === 'string')
  const [part] = scalar.parts
  if (scalar.style === 'plain' && scalar.parts.length === 1 && part?.kind === 'part' && typeof part.value !== 'string') return typedText(environment, part.value)
  if (scalar.parts.every((each) => each.kind === 'part' && typeof each.value === 'string')) return literalScalar(scalar.parts.map((each) => (each.kind === 'part' ? String(each.value) : '')).join(''), true)
  return `{{ ${withPipe(stringOperand(environment, scalar.parts, capture))} | quote }}`
}

/** An expression alone keeps the type that its schema says. */
function typedText(environment: Environment, expression: Expr): string {
  const text = expressionText(environment, expression)
  switch (typeOf(schemaOf(expression))) {
    case 'string':
      return `{{ ${withPipe(text)} | quote }}`
    case 'integer':
      return mayBeFloat(expression) ? `{{ int64 (${text}) }}` : `{{ ${text} }}`
    case 'boolean':
      return `{{ ${text} }}`
    default:
      return `{{ ${withPipe(text)} | toJson }}`
  }
}

/** `a | b | quote` reads better than `(a | b) | quote`. */
function withPipe(text: string): string {
  return text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1) : text
}

function mayBeFloat(expression: Expr): boolean {
  return expression.kind === 'call' && ['get', 'dig', 'first', 'last', 'required'].includes(expression.function)
}

/** Text mixed with expressions, as one string operand. */
function stringOperand(environment: Environment, parts: readonly Branch<TextPart>[], capture: (parts: readonly Branch<TextPart>[]) => string): string {
  const [sole] = parts
  if (sole === undefined) return '""'
  if (parts.some((part) => part.kind === 'each')) return capture(parts)
  if (parts.length === 1 && sole.kind === 'part') return typeof sole.value === 'string' ? JSON.stringify(sole.value) : stringOf(environment, sole.value)
  if (parts.length === 1 && sole.kind === 'if') {
    return `(ternary ${stringOperand(environment, sole.then, capture)} ${stringOperand(environment, sole.else, capture)} ${booleanOf(environment, sole.condition)})`
  }
  const format = parts.map((part) => (part.kind === 'part' && typeof part.value === 'string' ? part.value.replaceAll('%', '%%') : part.kind === 'part' && isNumber(part.value) ? '%d' : '%s')).join('')
  const args = parts.flatMap((part) => {
    if (part.kind === 'part') return typeof part.value === 'string' ? [] : [isNumber(part.value) ? operand(environment, part.value) : stringOf(environment, part.value)]
    return [stringOperand(environment, [part], capture)]
  })
  return `(printf ${JSON.stringify(format)} ${args.join(' ')})`
}

function isNumber(value: string | Expr): boolean {
  return typeof value !== 'string' && typeOf(schemaOf(value)) === 'integer' && !mayBeFloat(value)
}

function stringOf(environment: Environment, expression: Expr): string {
  const schema = schemaOf(expression)
  const text = operand(environment, expression)
  if (typeOf(schema) === 'string') return text
  if (typeOf(schema) === 'integer') return mayBeFloat(expression) ? `(int64 ${text} | toString)` : `(${text.replace(/^\((.*)\)$/s, '$1')} | toString)`
  if (typeOf(schema) === 'boolean') return `(${text} | toString)`
  return functions['toString']?.go?.([text], [schema], environment.root) ?? text
}

/** `ternary` takes nothing but a bool. */
function booleanOf(environment: Environment, condition: Expr): string {
  const text = conditionText(environment, condition)
  const wrapped = /[ |]/.test(text) ? `(${text})` : text
  return typeOf(schemaOf(condition)) === 'boolean' ? wrapped : `(not (empty ${wrapped}))`
}

/** What YAML takes for a line break, refuses or swallows, and JSON writes as it is. */
const unseen = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const spellings = new Map<string, string>()

/** A literal as the author quoted it, quoted where YAML 1.1 or 1.2 would read something else; braces of Go templates escaped. */
export function literalScalar(value: string | number | boolean | null, isQuoted: boolean): string {
  if (typeof value !== 'string') return value === null ? 'null' : String(value)
  const known = spellings.get(`${isQuoted}${value}`)
  if (known !== undefined) return known
  const plain = stringify(value, { version: '1.1', lineWidth: 0 }).trimEnd()
  const isSafePlain = plain === value && !value.includes('\n') && !/^[~=<]|^[\d.+-]+[\d_:]*$|^[-+]?0o/.test(value) && !/^(y|n|yes|no|on|off)$/i.test(value)
  const text = withoutActions(isSafePlain && !isQuoted && value.search(unseen) === -1 ? value : JSON.stringify(value).replace(unseen, escaped))
  spellings.set(`${isQuoted}${value}`, text)
  return text
}

/** Text that looks like an action is printed by an action. */
export function withoutActions(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}')
}
