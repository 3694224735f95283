import type { Schema } from '../../model.ts'
import { entryOf, shapeOf } from './shape.ts'

/** A value that a user can set. `<name>` in the path stands for a key of a map, `[]` for an item of a list. */
export interface Leaf {
  readonly path: readonly string[]
  readonly schema: Schema
  readonly isRequired: boolean
}

/** Every value that a schema declares, in its order: a map or a list counts itself, then what its entries hold. */
export function leaves(group: Schema, path: readonly string[] = []): readonly Leaf[] {
  return Object.entries(group.properties ?? {}).flatMap(([name, property]) =>
    leavesOf({ path: [...path, name], schema: property, isRequired: group.required?.includes(name) ?? false }),
  )
}

function leavesOf(leaf: Leaf): readonly Leaf[] {
  switch (shapeOf(leaf.schema)) {
    case 'group':
      return leaves(leaf.schema, leaf.path)
    case 'map':
      return [leaf, ...below(entryOf(leaf.schema), [...leaf.path, '<name>'])]
    case 'list':
      return [leaf, ...below(leaf.schema.items ?? {}, [...leaf.path, '[]'])]
    default:
      return [leaf]
  }
}

function below(entry: Schema, path: readonly string[]): readonly Leaf[] {
  return shapeOf(entry) === 'group' ? leaves(entry, path) : []
}

/** `crawlers.<name>.args[].value`. */
export function leafName(path: readonly string[]): string {
  return path.join('.').replaceAll('.[]', '[]')
}
