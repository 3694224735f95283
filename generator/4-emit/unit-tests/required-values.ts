import { parse } from 'yaml'
import type { ChartSource, Json, Schema } from '../../model.ts'
import { defaults } from '../defaults.ts'
import { leaves } from '../schema/leaves.ts'
import { assign, mergeOver, type Arrangement } from './arrangement.ts'
import { sample } from './sample.ts'

/** What a chart needs before it renders: ci/required-values.yaml or else its first values file for tests, or samples of what it requires. */
export interface Given {
  readonly base: Arrangement
  readonly files: readonly string[]
  readonly set: Arrangement['assignments']
}

export function requiredValues({ schema, ci, folder }: ChartSource): Given {
  const base: Arrangement = { values: defaults(schema), assignments: [] }
  const required = requiredLeaves(schema)
  if (required.length === 0) return { base, files: [], set: [] }
  const byName = [...ci].sort((left, right) => (left.path < right.path ? -1 : 1))
  const file = byName.find(({ path }) => path === `${folder}/ci/required-values.yaml`) ?? byName[0]
  if (file !== undefined) {
    const values = mergeOver(base.values, parse(file.text) as Json)
    return { base: { values, assignments: [] }, files: [`..${file.path.slice(folder.length)}`], set: [] }
  }
  const filled = required.reduce((so, { path, value }) => (value === undefined ? so : assign(so, path, value)), base)
  return { base: { values: filled.values, assignments: [] }, files: [], set: filled.assignments }
}

interface RequiredLeaf {
  readonly path: readonly string[]
  readonly value: Json | undefined
}

/** Its own and those of the charts that come along. */
function requiredLeaves(schema: Schema): readonly RequiredLeaf[] {
  const required = leaves(schema).filter(({ path, isRequired }) => isRequired && !path.some((part) => part === '<name>' || part === '[]'))
  return required.map((leaf) => ({ path: leaf.path, value: sample(schema, leaf.schema) }))
}
