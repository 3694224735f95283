import type { Expr } from '../model.ts'
import { isEmpty } from '../functions/is-empty.ts'
import { factOf } from './navigate.ts'

/** What a condition proves about optional values: the paths that hold something where it is true, and where it is false. */
export function factsOf(condition: Expr): { readonly whenTrue: readonly string[]; readonly whenFalse: readonly string[] } {
  if (condition.kind === 'path' || condition.kind === 'variable') return { whenTrue: [factOf(condition)], whenFalse: [] }
  if (condition.kind !== 'call') return { whenTrue: [], whenFalse: [] }
  const [first, second] = condition.arguments
  if (first === undefined) return { whenTrue: [], whenFalse: [] }
  const inner = condition.arguments.map(factsOf)
  switch (condition.function) {
    case 'not':
    case 'empty':
      return { whenTrue: inner[0]?.whenFalse ?? [], whenFalse: inner[0]?.whenTrue ?? [] }
    case 'and':
      return { whenTrue: inner.flatMap((facts) => facts.whenTrue), whenFalse: [] }
    case 'or':
      return { whenTrue: [], whenFalse: inner.flatMap((facts) => facts.whenFalse) }
    case 'hasKey':
      return { whenTrue: (first.kind === 'path' || first.kind === 'variable') && second?.kind === 'literal' ? [factOf({ ...first, segments: [...first.segments, String(second.value)] })] : [], whenFalse: [] }
    case 'eq':
      return { whenTrue: (first.kind === 'path' || first.kind === 'variable') && second?.kind === 'literal' && !isEmpty(second.value) ? [factOf(first)] : [], whenFalse: [] }
    default:
      return { whenTrue: [], whenFalse: [] }
  }
}
