import { isScalar, parseDocument, Scalar, type Node as YamlNode } from 'yaml'
import type { Branch, Expr, Node, ScalarNode, Span, TextPart } from '../model.ts'
import { schemaOf } from '../schema/schema-of.ts'
import { typeOf } from '../schema/type-of.ts'
import { buildDocuments, spanOf, type Building } from './build-node.ts'
import { dedented, slice } from './buffer.ts'
import { excludes } from '../schema/excludes.ts'
import { checkPresent } from './call.ts'
import { reportAt } from './stage-context.ts'
import { anyToken } from './tape.ts'
import { textParts } from './text-parts.ts'

/** A scalar of staged YAML: a literal, an expression that keeps its type, text mixed with expressions, or an embedded file. */
export function buildScalar(building: Building, scalar: Scalar, key?: string): Node {
  const span = spanOf(building, scalar.range?.[0] ?? 0, scalar.range?.[1] ?? 0)
  const isBlock = scalar.type === Scalar.BLOCK_LITERAL || scalar.type === Scalar.BLOCK_FOLDED
  if (isBlock && key !== undefined && /\.(ya?ml|json)$/.test(key)) return embedded(building, scalar, key, span)
  const text = typeof scalar.value === 'string' ? scalar.value : undefined
  if (text !== undefined && scalar.type === Scalar.BLOCK_LITERAL) return textNode(building, scalar, text, span)
  if (text === undefined || !anyToken.test(text)) return literal(building, scalar, span)
  const parts = textParts(building.tape, text)
  const sole = parts.length === 1 ? parts[0] : undefined
  if (scalar.type === Scalar.PLAIN && sole?.kind === 'part' && typeof sole.value !== 'string') return typed(building, sole.value, span)
  if (scalar.type === Scalar.PLAIN && sole?.kind === 'if' && sole.else.length > 0) {
    return { kind: 'choice', condition: sole.condition, then: branchNode(building, sole.then, span), else: branchNode(building, sole.else, span), span }
  }
  checkParts(building, parts)
  return mixed(parts, scalar.type === Scalar.PLAIN ? 'plain' : 'string', span)
}

/** Text of which all is known at build time is a literal, in the author's style. */
function mixed(parts: readonly Branch<TextPart>[], style: ScalarNode['style'], span: Span): ScalarNode {
  const text = soleText(parts)
  return text !== undefined ? { kind: 'scalar', style, parts: [], literal: text, span } : { kind: 'scalar', style: 'string', parts, span }
}

/** Text that is known at build time, as far as there is nothing else. */
function soleText(parts: readonly Branch<TextPart>[]): string | undefined {
  const [sole] = parts
  if (parts.length !== 1 || sole?.kind !== 'part') return undefined
  if (typeof sole.value === 'string') return sole.value
  return sole.value.kind === 'literal' && typeof sole.value.value !== 'object' ? String(sole.value.value) : undefined
}

/** `key: {{#if x}}v{{/if}}` without an else: the key goes with its value. */
export function soleCondition(building: Building, scalar: Scalar): { readonly condition: Expr; readonly then: Node; readonly span: Span } | undefined {
  if (scalar.type !== Scalar.PLAIN || typeof scalar.value !== 'string' || !scalar.value.startsWith('\uE002')) return undefined
  const parts = textParts(building.tape, scalar.value)
  const [sole] = parts
  if (parts.length !== 1 || sole?.kind !== 'if' || sole.else.length > 0) return undefined
  return { condition: sole.condition, then: branchNode(building, sole.then, sole.span), span: sole.span }
}

export function keyOf(building: Building, key: YamlNode): ScalarNode {
  const span = spanOf(building, key.range?.[0] ?? 0, key.range?.[1] ?? 0)
  if (!isScalar(key)) {
    reportAt(building.context)('yaml-syntax', span, 'a key must be a scalar')
    return { kind: 'scalar', style: 'string', parts: [], literal: '', span }
  }
  const style = key.type === Scalar.PLAIN ? 'plain' : 'string'
  const parts = textParts(building.tape, String(key.value))
  checkParts(building, parts)
  const text = parts.length === 0 ? '' : soleText(parts)
  return text !== undefined ? { kind: 'scalar', style, parts: [], literal: text, span } : { kind: 'scalar', style: 'string', parts, span }
}

/** How a key ends, as far as it is known: `.yaml` of `{{name}}.yaml`. */
export function endOfKey(key: ScalarNode): string {
  const last = key.parts.at(-1)
  return typeof key.literal === 'string' ? key.literal : last?.kind === 'part' && typeof last.value === 'string' ? last.value : ''
}

/** One branch of a plain scalar: read as YAML would read it alone. */
function branchNode(building: Building, parts: readonly Branch<TextPart>[], span: Span): Node {
  const [sole] = parts
  if (parts.length === 1 && sole?.kind === 'part' && typeof sole.value !== 'string') return typed(building, sole.value, span)
  if (parts.length === 1 && sole?.kind === 'if' && sole.else.length > 0) return { kind: 'choice', condition: sole.condition, then: branchNode(building, sole.then, span), else: branchNode(building, sole.else, span), span }
  if (parts.length === 1 && sole?.kind === 'part' && typeof sole.value === 'string') {
    const value: unknown = parseDocument(sole.value.trim()).toJS()
    if (['string', 'number', 'boolean'].includes(typeof value)) return { kind: 'scalar', style: 'plain', parts: [], literal: value as string | number | boolean, span }
  }
  checkParts(building, parts)
  return { kind: 'scalar', style: 'string', parts, span }
}

function typed(building: Building, expression: Expr, span: Span): Node {
  checkPresent(building.context, expression)
  if (expression.kind === 'literal' && (typeof expression.value !== 'object' || expression.value === null)) return { kind: 'scalar', style: 'plain', parts: [], literal: expression.value, span }
  const type = typeOf(schemaOf(expression))
  if (type === 'object' || type === 'array') return { kind: 'whole', expression, span }
  return { kind: 'scalar', style: 'plain', parts: [{ kind: 'part', value: expression }], span }
}

function literal(building: Building, scalar: Scalar, span: Span): ScalarNode {
  const value = scalar.value
  if (scalar.type === Scalar.PLAIN && typeof value === 'number' && /^[-+]?0\d/.test(scalar.source ?? '')) {
    reportAt(building.context)('yaml-syntax', span, `"${scalar.source}" is ${value} for YAML 1.2 and ${Number.parseInt(scalar.source ?? '', 8)} for Helm`, { why: 'Helm reads YAML 1.1, where a leading zero means octal', fix: 'write the number without a leading zero' })
  }
  const isScalarValue = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return { kind: 'scalar', style: scalar.type === Scalar.PLAIN ? 'plain' : 'string', parts: [], literal: isScalarValue ? value : value === null ? null : String(value), span }
}

function embedded(building: Building, scalar: Scalar, key: string, span: Span): Node {
  const [start, end] = [scalar.range?.[0] ?? 0, scalar.range?.[1] ?? 0]
  const body = building.buffer.text.indexOf('\n', start) + 1
  const inner = dedented(slice(building.buffer, body, Math.max(body, end)))
  return { kind: 'embedded', format: key.endsWith('.json') ? 'json' : 'yaml', documents: buildDocuments(building.context, building.tape, inner, building.file), span }
}

/** Text in a format that the compiler does not know: what goes into it must be escaped or harmless. */
function textNode(building: Building, scalar: Scalar, text: string, span: Span): Node {
  const parts = textParts(building.tape, text)
  checkParts(building, parts)
  for (const expression of expressionsIn(parts)) checkHarmless(building, expression)
  const header = building.buffer.text.slice(scalar.range?.[0] ?? 0).split('\n')[0] ?? ''
  return { kind: 'text', parts, chomp: header.includes('-') ? 'strip' : header.includes('+') ? 'keep' : 'clip', span }
}

/** Everything but letters, digits and `_ . , : / @ % + = - ~`: what some format takes for syntax. */
const syntaxCharacters = [[0, 0x24], [0x26, 0x2a], [0x3b, 0x3c], [0x3e, 0x3f], [0x5b, 0x5e], [0x60, 0x60], [0x7b, 0x7d], [0x7f, 0x10ffff]] as const

function checkHarmless(building: Building, expression: Expr): void {
  const isEscaped = expression.kind === 'call' && ['shell', 'ini', 'properties', 'nginx', 'postgresql', 'redis', 'krb5', 'file', 'toJson', 'indent', 'tpl'].includes(expression.function)
  if (isEscaped || expression.kind === 'literal' || expression.kind === 'include' || excludes(schemaOf(expression), syntaxCharacters)) return
  reportAt(building.context)('unescaped-text', expression.span, 'a string stands in a text whose format the compiler does not know', {
    why: 'a quote or a line break in it would break out of its place',
    fix: 'say how it is escaped: {{shell x}}, {{ini x}}, {{properties x}}, {{nginx x}}, {{postgresql x}}, {{redis x}}, {{krb5 x}}, {{toJson x}}, or give the value a pattern of letters, digits and _.,:/@%+=-',
  })
}

function checkParts(building: Building, parts: readonly Branch<TextPart>[]): void {
  for (const expression of expressionsIn(parts)) {
    checkPresent(building.context, expression)
    const type = typeOf(schemaOf(expression))
    if (expression.kind !== 'literal' && (type === 'object' || type === 'array')) reportAt(building.context)('wrong-arguments', expression.span, `an ${type} can't stand in the middle of a text`, { fix: 'write (toJson x) or (join "," x)' })
  }
}

function expressionsIn(parts: readonly Branch<TextPart>[]): readonly Expr[] {
  return parts.flatMap((part) => {
    if (part.kind === 'if') return [...expressionsIn(part.then), ...expressionsIn(part.else)]
    if (part.kind === 'each') return [...expressionsIn(part.body), ...expressionsIn(part.else)]
    return typeof part.value === 'string' ? [] : [part.value]
  })
}
