import type { Branch, Expr, Schema, TextPart } from '../../model.ts'
import { schemaAt } from '../schema/schema-at.ts'
import { valuePath, type Bindings } from './evaluate.ts'
import { isEach, isIf } from './expand.ts'
import { insideTemplate, textParts } from './named-template-text.ts'
import type { Place } from './places.ts'
import type { Stage } from './satisfy.ts'

/** A value that a place reads. */
export interface Source {
  readonly path: readonly string[]
  readonly schema: Schema
}

/** What a place prints comes from these values, each once. */
export function sourcesOf(stage: Stage, { what, bindings }: Place): readonly Source[] {
  if (what.kind === 'toggle') return []
  const expressions = 'expression' in what ? [what.expression] : what.node.kind === 'whole' ? [what.node.expression] : partExpressions(what.node.parts)
  const sources = expressions.flatMap((expression) => sourcesIn(stage, bindings, expression))
  return sources.filter(({ path }, index) => sources.findIndex((other) => other.path.join('/') === path.join('/')) === index)
}

/** The switches that a condition reads: booleans and choices. */
export function switchesIn(stage: Stage, bindings: Bindings, condition: Expr): readonly Source[] {
  return sourcesIn(stage, bindings, condition).filter(({ schema }) => schema.type === 'boolean' || schema.enum !== undefined)
}

/** Whether an expression is this value and nothing more. */
export function isSource(bindings: Bindings, expression: Expr, { path }: Source): boolean {
  return valuePath(bindings, expression)?.join('/') === path.join('/')
}

/** The expression that is all that a place prints. */
export function onlyExpression({ what }: Place): Expr | undefined {
  if (!('node' in what)) return undefined
  if (what.node.kind === 'whole') return what.node.expression
  const [part, ...more] = what.node.parts
  return part?.kind === 'part' && more.length === 0 && typeof part.value !== 'string' ? part.value : undefined
}

/** What a loop inside a text reads is bound nowhere else, so it is left out. */
function partExpressions(parts: readonly Branch<TextPart>[]): readonly Expr[] {
  return parts.flatMap((part): readonly Expr[] => {
    if (isIf(part)) return partExpressions([...part.then, ...part.else])
    return isEach(part) || typeof part.value === 'string' ? [] : [part.value]
  })
}

function sourcesIn(stage: Stage, bindings: Bindings, expression: Expr): readonly Source[] {
  if (expression.kind === 'call') return expression.arguments.flatMap((argument) => sourcesIn(stage, bindings, argument))
  if (expression.kind === 'include') {
    const inner = insideTemplate(bindings, expression)
    return partExpressions(textParts(stage.helpers, expression) ?? []).flatMap((part) => sourcesIn(stage, inner, part))
  }
  const path = valuePath(bindings, expression)
  if (path === undefined || (expression.kind !== 'path' && expression.kind !== 'variable')) return []
  // A parameter of a named template may be typed more loosely than what this call gives it.
  const isParameter = expression.kind === 'variable' && expression.of === 'parameter'
  return [{ path, schema: isParameter ? schemaAt(stage.schema, path) : expression.schema }]
}
