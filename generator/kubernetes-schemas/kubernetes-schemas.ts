import type { SourceFile } from '../model.ts'
import { shortName, type Definitions } from './open-api.ts'
import { reachableTypes } from './reachable-types.ts'
import { entryTypes, leftOut, rootTypes } from './root-types.ts'
import { typeSchema } from './type-schema.ts'

/** The files of schemas/kubernetes, made from the definitions of the published OpenAPI document. */
export function kubernetesSchemas(definitions: Definitions): readonly SourceFile[] {
  const roots = rootTypes.map((type) => fullName(definitions, type))
  const types = reachableTypes(definitions, roots, leftOut)
  const named = types.map((name) => ({ name: shortName(name), schema: typeSchema(definitions, name, leftOut[shortName(name)] ?? []) }))
  const entries = entryTypes.map(({ name, type, key }) => ({
    name,
    schema: typeSchema(definitions, fullName(definitions, type), [key, ...(leftOut[type] ?? [])]),
  }))
  return [...named, ...entries].map(({ name, schema }) => ({ path: `${name}.schema.json`, text: `${JSON.stringify(schema, null, 2)}\n` }))
}

/** A short name must mean one type: two that share it would write one file. */
function fullName(definitions: Definitions, type: string): string {
  if (type in definitions) return type
  const candidates = Object.keys(definitions).filter((name) => shortName(name) === type && !isRetired(name))
  const [only] = candidates
  if (only === undefined || candidates.length > 1) throw new Error(`"${type}" names ${candidates.length} types: ${candidates.join(', ')}`)
  return only
}

/** Beta and alpha versions hold older forms of types that are stable by now. */
function isRetired(name: string): boolean {
  return /\.v\d+(alpha|beta)\d+\./.test(name)
}
