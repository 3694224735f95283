import type { CallExpr, Expr, Json, Schema, Span } from '../model.ts'

/** What an expression of a source is while the source runs: known now, or known at install time, or a mix of both. */
export type Value =
  | { readonly kind: 'json'; readonly value: Json }
  | { readonly kind: 'expression'; readonly expression: Expr }
  | { readonly kind: 'record'; readonly members: { readonly [name: string]: Value } }
  | { readonly kind: 'tuple'; readonly items: readonly Value[] }

export const json = (value: Json): Value => ({ kind: 'json', value })

/** A value of which nothing is symbolic becomes plain JSON again, so that it can be computed with at build time. */
export function record(members: { readonly [name: string]: Value }): Value {
  const entries = Object.entries(members)
  if (!entries.every(([, member]) => member.kind === 'json')) return { kind: 'record', members }
  return json(Object.fromEntries(entries.map(([name, member]) => [name, (member as { value: Json }).value])))
}

export function tuple(items: readonly Value[]): Value {
  if (!items.every((item) => item.kind === 'json')) return { kind: 'tuple', items }
  return json(items.map((item) => (item as { value: Json }).value))
}

/** The expression that gives this value at install time. */
export function toExpression(value: Value, span: Span): Expr {
  switch (value.kind) {
    case 'json':
      return { kind: 'literal', value: value.value }
    case 'expression':
      return value.expression
    case 'record':
      return call('dict', Object.entries(value.members).flatMap(([name, member]) => [{ kind: 'literal', value: name } as const, toExpression(member, span)]), { type: 'object' }, span)
    case 'tuple':
      return call('list', value.items.map((item) => toExpression(item, span)), { type: 'array' }, span)
  }
}

export function call(name: string, args: readonly Expr[], schema: Schema, span: Span): CallExpr {
  return { kind: 'call', function: name, arguments: args, schema, span }
}
