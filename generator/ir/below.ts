import type { Schema } from '../model.ts'
import { resolve } from '../schema/resolve.ts'

/** The schema of what stands at a path below a schema; undefined where nothing is declared. */
export function below(schema: Schema, path: readonly string[], root: Schema): Schema | undefined {
  let found: Schema | undefined = resolve(schema, root)
  for (const name of path) {
    const next: Schema | undefined = found === undefined ? undefined : step(found, name)
    found = next === undefined ? undefined : resolve(next, root)
  }
  return found
}

function step({ properties, additionalProperties, items }: Schema, name: string): Schema | undefined {
  if (properties !== undefined && Object.hasOwn(properties, name)) return properties[name]
  if (name === '*' && items !== undefined) return items
  if (typeof additionalProperties === 'object') return additionalProperties
  return additionalProperties === true ? {} : undefined
}
