import type { Schema } from '../../model.ts'
import { definitionName } from './reachable-definitions.ts'
import { entryOf, shapeOf } from './shape.ts'

/** The type of a value as a reader of the documentation wants it: `string`, `map of object`, `Affinity`. */
export function typeText(schema: Schema): string {
  switch (shapeOf(schema)) {
    case 'kubernetes':
      return definitionName(schema.$ref!)
    case 'group':
      return 'object'
    case 'map':
      return ofEach('map', entryOf(schema))
    case 'list':
      return ofEach('list', schema.items ?? {})
    default:
      return scalarText(schema)
  }
}

function ofEach(collection: string, entry: Schema): string {
  const each = typeText(entry)
  return each === 'any' ? collection : `${collection} of ${each}`
}

function scalarText({ type, enum: choices, const: only, oneOf, anyOf }: Schema): string {
  if (type === 'null') return 'null'
  if (type !== undefined) return (typeof type === 'string' ? [type] : type).filter((one) => one !== 'null').join(' or ')
  const alternatives = oneOf ?? anyOf
  if (alternatives !== undefined) return [...new Set(alternatives.map(typeText))].join(' or ')
  const sample = only ?? choices?.[0]
  return sample === undefined ? 'any' : typeof sample
}
