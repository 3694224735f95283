import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { chartsIn, type ChartUnderTest } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import type { Schema } from '../../generator/model.ts'
import type { Fields } from '../contracts/model.ts'
import { leaves } from '../contracts/read/leaves.ts'
import { schemaPaths } from '../contracts/read/schema-paths.ts'
import { setAt } from '../contracts/read/set-at.ts'
import { repositoryFolder } from '../tools/places.ts'
import { identity, objectsOf } from './objects.ts'

const shown: string[] = []

/** More pods of a workload are one number in the diff of an upgrade: no checksum, no name and nothing beside it changes. */
for (const chart of await chartsIn(join(repositoryFolder, 'dist-charts'))) {
  const paths = schemaPaths(schemaOf(chart)).filter(({ path, schema }) => path.at(-1) === 'replicas' && schema.type === 'integer' && !path.includes('*')).map(({ path }) => path)
  // Of some programs there is one alone, as of the drivers of Spark.
  if (paths.length > 0) describe(chart.name, () => {
    test.each(paths.map((path) => [path.join('.'), path] as const))('%s: 20', async (_, path) => {
      const [before, after] = await Promise.all([2, 20].map((count) => objects(chart, setAt({}, path, count))))
      // Some of these can't be many as the defaults are, and the chart says so.
      if (before === undefined || after === undefined) return
      const changed = [...after].filter(([place, value]) => !isDeepStrictEqual(before.get(place), value))
      const gone = [...before.keys()].filter((place) => !after.has(place))
      expect(gone).toEqual([])
      // A chart that is brought along may be off, and then nothing changes at all.
      if (changed.length === 0) return
      shown.push(`${chart.name} ${path.join('.')}`)
      expect(changed).toEqual([[expect.stringMatching(/^apps\/v1 (Deployment|StatefulSet) .* spec\.replicas$/), 20]])
    })
  })
}

test('that was seen', () => {
  expect(shown).toContain('entity-service workers.replicas')
})

function schemaOf({ files }: ChartUnderTest): Schema {
  return JSON.parse(files.find(({ path }) => path === 'values.schema.json')?.text ?? '{}') as Schema
}

/** Every leaf of the rendered objects by its place; undefined if the chart refuses the values. */
async function objects(chart: ChartUnderTest, values: Fields): Promise<ReadonlyMap<string, unknown> | undefined> {
  const helm = await openHelm()
  const rendered = await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml: stringify(values), release: { name: 'demo' } })
  if (rendered.error !== undefined) return undefined
  return new Map(objectsOf(rendered).flatMap((object) => leaves(object).map(({ path, value }) => [`${identity(object)} ${path}`, value] as const)))
}
