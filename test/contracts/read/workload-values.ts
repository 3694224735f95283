import type { Fields, Schema, Subject } from '../model.ts'
import { expanded } from './expanded.ts'
import { overlaid } from './overlaid.ts'
import { schemaPaths, type SchemaPath } from './schema-paths.ts'

/**
 * Where a chart has the values of a workload: every object of its schema with a node selector, the whole of it for a chart that is about one app.
 * Entries of a map by name stand for themselves, as far as the scenario has some. With the whole schema those of charts that come along are among them.
 */
export function workloadValues(chart: Subject, values: Fields, schema: Schema = chart.schema): readonly WorkloadValues[] {
  const paths: readonly Pick<SchemaPath, 'path' | 'schema'>[] = [{ path: [], schema }, ...schemaPaths(schema)]
  const all = overlaid(chart.defaults, values)
  const places = paths.filter(({ path, schema }) => 'nodeSelector' in (schema.properties ?? {}) && !path.includes('global'))
  return places.flatMap(({ path, schema }) => expanded(path, all).map((place) => ({ path: place, has: (field: string) => field in (schema.properties ?? {}) })))
}

export interface WorkloadValues {
  readonly path: readonly string[]
  readonly has: (field: string) => boolean
}
