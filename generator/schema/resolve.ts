import type { Schema } from '../model.ts'

/** Follows `#/definitions/…`; what stands beside the `$ref` wins. Loading has made sure that the definition is there. */
export function resolve(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...beside } = schema
  const target = root.definitions?.[$ref.replace('#/definitions/', '')] ?? {}
  return resolve({ ...target, ...beside }, root)
}
