import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chartsIn } from '../charts/chart-under-test.ts'
import { testChart } from '../charts/test-chart.ts'
import { runCli } from '../cli/run-cli.ts'
import { treeOf } from '../cli/files.ts'

/**
 * A system that the compiler has never heard of is a folder of schemas and sources: no TypeScript, no registration.
 * What comes out passes every test that our own charts pass.
 */
const weather = await newFolder()
await cp(join(import.meta.dirname, 'weather'), weather, { recursive: true })
const weatherBuilt = await runCli(weather, ['build'])

const demo = await newFolder()
const demoBegun = await runCli(demo, ['new', 'demo'])
const demoBuilt = await runCli(demo, ['build'])

test('a second system of sources alone builds', async () => {
  expect(weatherBuilt).toMatchObject({ exitCode: 0, stderr: '' })
  expect(weatherBuilt.stdout).toMatch(/^weather +2\.1\.0 /)
  expect([...(await treeOf(join(import.meta.dirname, 'weather'))).keys()].filter((path) => !/\.(hbs|json|yaml|md)$/.test(path))).toEqual([])
  expect(await runCli(weather, ['build', '--check'])).toMatchObject({ exitCode: 0, stderr: '' })
})

test('what "chartwright new" begins builds in a folder that had nothing', () => {
  expect(demoBegun).toMatchObject({ exitCode: 0, stderr: '' })
  expect(demoBuilt).toMatchObject({ exitCode: 0, stderr: '' })
})

for (const folder of [weather, demo]) {
  const charts = await chartsIn(join(folder, 'dist-charts'))
  for (const chart of charts) describe.concurrent(chart.name, () => testChart(chart))
  test(`${folder === demo ? 'demo' : 'weather'} is one chart`, () => expect(charts).toHaveLength(1))
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chartwright-system-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  return folder
}
