import type { Expr, Span } from '../model.ts'
import { call } from './value.ts'

/** The opposite of a condition; two negations are none. */
export function negated(condition: Expr, span: Span): Expr {
  const [inner] = condition.kind === 'call' && condition.function === 'not' ? condition.arguments : []
  return inner ?? call('not', [condition], { type: 'boolean' }, span)
}
