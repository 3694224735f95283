import type { Schema } from '../model.ts'
import { resolve } from '../schema/resolve.ts'
import type { Source } from './sources.ts'

/** The path to a secret that is printed with a value: empty for the value itself, undefined where there is none. */
export function secretBelow(value: Schema, root: Schema, { without = [], only }: Pick<Source, 'without' | 'only'> = {}): readonly string[] | undefined {
  const schema = resolve(value, root)
  if (schema['x-secret'] === true) return []
  const names = Object.entries(schema.properties ?? {}).filter(([name]) => !without.includes(name) && (only === undefined || only.includes(name)))
  for (const [name, inner] of names) {
    const found = pathOf(inner, root)
    if (found !== undefined) return [name, ...found]
  }
  return ofEntries(schema, root)
}

function pathOf(schema: Schema, root: Schema): readonly string[] | undefined {
  // Kubernetes' own types hold references to Secrets, never a secret.
  if (schema.$ref !== undefined) return undefined
  const known = paths.get(schema)
  if (known !== undefined) return known.path
  const found = schema['x-secret'] === true ? [] : (ofProperties(schema, root) ?? ofEntries(schema, root))
  paths.set(schema, { path: found })
  return found
}

function ofProperties(schema: Schema, root: Schema): readonly string[] | undefined {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const found = pathOf(inner, root)
    if (found !== undefined) return [name, ...found]
  }
  return undefined
}

function ofEntries({ additionalProperties, items }: Schema, root: Schema): readonly string[] | undefined {
  const entry = typeof additionalProperties === 'object' ? additionalProperties : items
  const found = entry === undefined ? undefined : pathOf(entry, root)
  return found === undefined ? undefined : ['*', ...found]
}

/** Schemas never change, and the same ones are asked for again and again. */
const paths = new WeakMap<Schema, { readonly path: readonly string[] | undefined }>()
