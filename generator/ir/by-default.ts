import type { ChartMetadata, Expr, Json } from '../model.ts'
import type { Guess } from './known-text.ts'

/** Stands for a value that has no default, in a text that is otherwise known. */
export const unknownText = '\uFFFC'

/** What values stand for in an install that sets none of them. */
export function byDefault(metadata: ChartMetadata): Guess {
  return (expression) => defaultOf(expression, metadata) ?? unknownText
}

function defaultOf(expression: Expr, metadata: ChartMetadata): Json | undefined {
  if (expression.kind === 'variable') return expression.of === 'key' ? undefined : expression.schema.default
  if (expression.kind !== 'path') return undefined
  if (expression.root === 'values') return expression.schema.default
  const [name] = expression.segments
  if (expression.root !== 'chart') return undefined
  return name === 'name' ? metadata.name : name === 'version' ? metadata.version : name === 'appVersion' ? metadata.appVersion : undefined
}
