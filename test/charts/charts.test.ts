import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyFolder, runCli } from '../cli/run-cli.ts'
import { repositoryFolder } from '../tools/places.ts'
import { chartsIn } from './chart-under-test.ts'
import { staleWaivers } from './score.ts'
import { testChart } from './test-chart.ts'

const charts = await chartsIn(join(repositoryFolder, 'dist-charts'))

for (const chart of charts) describe.concurrent(chart.name, () => testChart(chart))

test('there are charts', () => {
  expect(charts.length).toBeGreaterThan(0)
})

test('dist-charts/ is what the sources say', async () => {
  const checked = await runCli(repositoryFolder, ['build', '--check'])
  expect(checked.exitCode, checked.stderr).toBe(0)
  expect(checked.stdout).toMatch(/dist-charts\/ is what the sources say/)
})

test('"chartwright package" makes the packages that are tested here, whatever the machine is set to', async () => {
  const destination = await emptyFolder()
  const surroundings = { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }
  expect(await runCli(repositoryFolder, ['package', '--destination', destination], { environment: surroundings, umask: '077' })).toMatchObject({ exitCode: 0 })
  for (const { name, version, package: tested } of charts) {
    const made = await readFile(join(destination, `${name}-${version}.tgz`))
    expect(Buffer.compare(made, await readFile(tested)), name).toBe(0)
  }
})

test('every waiver of kube-score is still needed', async () => {
  expect(await staleWaivers(charts)).toEqual([])
})
