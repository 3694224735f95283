import type { Schema } from '../model.ts'

/** Every value that a schema describes with its path, `*` for the entries of a map by name. Kubernetes types are not gone into: their fields pass through. */
export function schemaPaths(root: Schema): readonly SchemaPath[] {
  const known = paths.get(root) ?? below(root, root, [])
  paths.set(root, known)
  return known
}

/** A schema with what it refers to. */
export function resolved(root: Schema, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const { $ref, ...own } = schema
  return { ...resolved(root, root.definitions?.[$ref.replace('#/definitions/', '')] ?? {}), ...own }
}

const paths = new WeakMap<Schema, readonly SchemaPath[]>()

function below(root: Schema, schema: Schema, path: readonly string[]): readonly SchemaPath[] {
  const inner = [
    ...Object.entries(schema.properties ?? {}),
    ...(typeof schema.additionalProperties === 'object' && Object.keys(schema.additionalProperties).length > 0 ? [['*', schema.additionalProperties] as const] : []),
  ]
  return inner.flatMap(([key, property]) => {
    const whole = resolved(root, property)
    const itself = { path: [...path, key], schema: whole, isKubernetes: isKubernetes(property) || isKubernetes(whole.items ?? {}) }
    return itself.isKubernetes ? [itself] : [itself, ...below(root, itself.schema, itself.path)]
  })
}

/** Definitions of Kubernetes types are named as Kubernetes names them. */
function isKubernetes({ $ref }: Schema): boolean {
  return /^#\/definitions\/[A-Z]/.test($ref ?? '')
}

export interface SchemaPath {
  readonly path: readonly string[]
  readonly schema: Schema
  /** A type of Kubernetes, or a list of such. */
  readonly isKubernetes: boolean
}
