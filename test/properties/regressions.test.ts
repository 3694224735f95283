import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Json } from '../../generator/model.ts'
import { charts } from './chart.ts'
import { nonconforming } from './conform.ts'
import { renderBoth } from './render-both.ts'

/** What random values have found once is tried always: one file a case, with the story of it. */
const folder = join(import.meta.dirname, 'regressions')
const all = await charts()
const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()

test.each(names)('%s', async (name) => {
  const { chart: wanted, values, refused } = parse(await readFile(join(folder, name), 'utf8')) as Regression
  const chart = all.find((one) => one.name === wanted)
  if (chart === undefined) throw new Error(`there is no chart ${wanted}`)
  const { rendered, refusal, problem } = await renderBoth(chart.package, values)
  if (refused !== undefined) {
    expect(`${refusal ?? ''}${problem ?? ''}`).toContain(refused)
    return
  }
  expect(problem ?? refusal).toBeUndefined()
  const invalid = await nonconforming(rendered?.manifests.map(({ content }) => content) ?? [])
  expect([...invalid.values()]).toEqual([])
})

test('there are cases', () => {
  expect(names.length).toBeGreaterThan(0)
})

interface Regression {
  readonly chart: string
  readonly values: Json
  /** What the refusal says; without it the values are accepted. */
  readonly refused?: string
}
