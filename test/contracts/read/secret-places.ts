import type { Fields, Subject } from '../model.ts'
import { expanded } from './expanded.ts'
import { overlaid } from './overlaid.ts'
import { schemaPaths } from './schema-paths.ts'

/** Where the values of a chart take a secret: objects with `value` and `existingSecret`, in map entries as far as there are some. */
export function secretPlaces(chart: Subject, values: Fields): readonly (readonly string[])[] {
  const all = overlaid(chart.defaults, values)
  return schemaPaths(chart.schema).filter(({ schema }) => 'value' in (schema.properties ?? {}) && 'existingSecret' in (schema.properties ?? {})).flatMap(({ path }) => expanded(path, all))
}
