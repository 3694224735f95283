import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { chartsIn, type ChartUnderTest, type ValuesCase } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import type { Schema } from '../../generator/model.ts'
import type { Fields } from '../contracts/model.ts'
import { leaves } from '../contracts/read/leaves.ts'
import { schemaPaths } from '../contracts/read/schema-paths.ts'
import { setAt } from '../contracts/read/set-at.ts'
import { repositoryFolder } from '../tools/places.ts'
import { identity, objectsOf } from './objects.ts'

const shown: string[] = []

/** The deployment document raises the number of these, so it is to be one number with every preset, and from each number before. */
const documented = ['entity-service workers.replicas', 'entity-service workers.highmemory.replicas']

/**
 * More pods of a workload are one number in the diff of an upgrade: no checksum, no name and nothing beside it changes.
 * Only a single pod has no PodDisruptionBudget, so one comes with the second pod, unless it is switched off.
 */
for (const chart of await chartsIn(join(repositoryFolder, 'dist-charts'))) {
  const paths = schemaPaths(schemaOf(chart)).filter(({ path, schema }) => path.at(-1) === 'replicas' && schema.type === 'integer' && !path.includes('*')).map(({ path }) => path)
  // Of some programs there is one alone, as of the drivers of Spark.
  if (paths.length > 0) describe(chart.name, () => {
    const trials = paths.flatMap((path) => (isDocumented(chart, path) ? chart.cases : chart.cases.slice(0, 1)).map((values) => [path.join('.'), values.name, path, values] as const))
    test.each(trials)('%s: 20 (%s)', async (_, __, path, values) => {
      const after = await objects(chart, values, setAt({}, path, 20))
      for (const old of isDocumented(chart, path) ? [{}, ...[1, 2, 5, 19].map((count) => setAt({}, path, count))] : [setAt({}, path, 2)]) {
        const before = await objects(chart, values, old)
        // Some of these can't be many as the defaults are, and the chart says so.
        if (before === undefined || after === undefined) continue
        const changed = [...after].filter(([place, value]) => !isDeepStrictEqual(before.get(place), value))
        const gone = [...before.keys()].filter((place) => !after.has(place))
        expect(gone).toEqual([])
        const budget = changed.filter(([place]) => place.startsWith('policy/v1 PodDisruptionBudget'))
        const number = changed.filter((change) => !budget.includes(change))
        // A chart that is brought along may be off, an autoscaler may count the pods, or there are as many already: then nothing changes at all.
        if (changed.length === 0) continue
        expect(number).toEqual([[expect.stringMatching(/^apps\/v1 (Deployment|StatefulSet) .* spec\.replicas$/), 20]])
        const was = before.get(String(number[0]?.[0]))
        if (was !== 1) expect(budget).toEqual([])
        shown.push(`${chart.name} ${path.join('.')} ${values.name} from ${String(was)}${budget.length > 0 ? ' with a budget' : ''}`)
      }
    })
  })
}

test('that was seen', () => {
  for (const preset of ['default', 'values.minimal.yaml', 'values.prod.yaml', 'values.gitops.yaml']) for (const old of [1, 2, 5, 19]) {
    expect(shown).toContain(`entity-service workers.replicas ${preset} from ${old}${old === 1 ? ' with a budget' : ''}`)
  }
  expect(shown).toContain('entity-service workers.replicas values.prod.yaml from 6')
  // An autoscaler counts the workers of this case, and the notes say so.
  expect(shown.filter((one) => one.startsWith('entity-service workers.replicas ci/'))).toEqual([])
})

function isDocumented({ name }: ChartUnderTest, path: readonly string[]): boolean {
  return documented.includes(`${name} ${path.join('.')}`)
}

function schemaOf({ files }: ChartUnderTest): Schema {
  return JSON.parse(files.find(({ path }) => path === 'values.schema.json')?.text ?? '{}') as Schema
}

/** Every leaf of the rendered objects by its place; undefined if the chart refuses the values. */
async function objects(chart: ChartUnderTest, values: ValuesCase, more: Fields): Promise<ReadonlyMap<string, unknown> | undefined> {
  const helm = await openHelm()
  const rendered = await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml: await helm.valuesOf(values, more), release: { name: 'demo' } })
  if (rendered.error !== undefined) return undefined
  return new Map(objectsOf(rendered).flatMap((object) => leaves(object).map(({ path, value }) => [`${identity(object)} ${path}`, value] as const)))
}
