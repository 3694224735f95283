import type { Expr, Json, Schema } from '../model.ts'
import { typeOf } from './type-of.ts'

/** The schema of any expression; a literal's is made from its value. */
export function schemaOf(expression: Expr): Schema {
  return expression.kind === 'literal' ? literalSchema(expression.value) : expression.schema
}

function literalSchema(value: Json): Schema {
  return value === null ? {} : { type: typeOf({ const: value }), const: value }
}
