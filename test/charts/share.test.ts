import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { emptyFolder } from '../cli/run-cli.ts'
import { cacheFolder } from '../tools/places.ts'
import type { ChartUnderTest } from './chart-under-test.ts'
import { endsOf } from './ends.ts'
import { remembered } from './remembered.ts'
import { isUmbrella, shareOf, subchartNames } from './share.ts'

afterEach(() => vi.unstubAllEnvs())

const parts = 'dependencies:\n  - name: store\n  - name: web\n    alias: front\n'
const plain = chartOf('name: a\n')
const app = chartOf(`name: b\n${parts}`, ['templates/b-deployment.yml'])
const umbrella = chartOf(`name: c\n${parts}`, ['templates/c-networkpolicy.yml'])

test('an umbrella brings charts along and runs nothing of its own', () => {
  expect([plain, app, umbrella].map(isUmbrella)).toEqual([false, false, true])
  expect(subchartNames(umbrella)).toEqual(['store', 'front'])
})

test('a number of cases is shared out among the charts, of which a large one gets fewer', () => {
  const templates = (count: number, folder: string) => Array.from({ length: count }, (_, index) => `${folder}/${index}.yml`)
  const [large, parent] = [chartOf('name: d\n', templates(80, 'templates')), chartOf('name: e\n', [...templates(40, 'templates'), ...templates(40, 'charts/d/templates')])]
  const all = [plain, app, large, parent]
  expect(all.map((chart) => shareOf(all, chart, 2250))).toEqual([1000, 1000, 125, 125])
})

test('the defaults and the case with the most values stand for all', async () => {
  const folder = await emptyFolder()
  const cases = await Promise.all(['', 'a: 1\n', 'a: 1\nb: 2\n', ''].map(async (text, index) => {
    await writeFile(join(folder, `${index}.yaml`), text)
    return { name: String(index), files: [join(folder, `${index}.yaml`)] }
  }))
  expect(endsOf(cases).map(({ name }) => name)).toEqual(['0', '2'])
})

test('work that has been done for the same bytes is not done again, and whoever wants can have it done', async () => {
  const folder = await emptyFolder()
  const chart = { ...plain, name: `test-${process.pid}`, package: join(folder, 'a.tgz'), cases: [{ name: 'default', files: [] }] } as unknown as ChartUnderTest
  const depends = { sources: ['test/charts/share.ts'], tools: ['/tools/helm-1/bin/helm'] }
  const title = `test-${folder.slice(-6)}`
  onTestFinished(async () => {
    const kept = (await readdir(join(cacheFolder, 'passed'))).filter((name) => name.startsWith(title))
    await Promise.all(kept.map((name) => rm(join(cacheFolder, 'passed', name), { recursive: true })))
  })
  let done = 0
  const work = (others: Partial<typeof depends> = {}) => remembered(title, chart, { ...depends, ...others }, async () => ++done)
  vi.stubEnv('CI', '')
  vi.stubEnv('CHARTWRIGHT_CACHE', '')
  await writeFile(chart.package, 'one')
  expect([await work(), await work()]).toEqual([1, 1])
  await writeFile(chart.package, 'two')
  expect(await work()).toBe(2)
  expect(await work({ tools: ['/tools/helm-2/bin/helm'] })).toBe(3)
  vi.stubEnv('CHARTWRIGHT_CACHE', 'off')
  expect(await work()).toBe(4)
  vi.stubEnv('CHARTWRIGHT_CACHE', '')
  // No commit has a chart of this name, so on a server for tests nobody can say that it has not changed.
  vi.stubEnv('CI', '1')
  expect(await work()).toBe(2)
})

function chartOf(metadata: string, paths: readonly string[] = []): Pick<ChartUnderTest, 'files'> {
  return { files: [{ path: 'Chart.yaml', text: metadata }, ...paths.map((path) => ({ path, text: '' }))] }
}
