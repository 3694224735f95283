import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { chartsIn, requiredValues, type ChartUnderTest } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import { tools } from '../charts/tools.ts'
import { emptyFolder, run } from '../cli/run-cli.ts'
import { repositoryFolder } from '../tools/places.ts'
import { identity, objectsOf, valuesAt, type KubernetesObject } from './objects.ts'

const charts = await chartsIn(join(repositoryFolder, 'dist-charts'))
const applications = charts.filter(({ files }) => files.some(({ path, text }) => path === 'Chart.yaml' && /^type: application$/m.test(text)))

/** A chart of somebody else takes ours twice, under other names, each to be switched off. */
describe.for(applications)('$name', (chart) => {
  test.for(['helm3', 'helm4'] as const)('%s renders it twice in one parent, with names apart', async (engine) => {
    const { render } = await openHelm()
    const parent = await parentChart(chart)
    for (const release of ['r', 'first', chart.name]) {
      const objects = objectsOf(await render({ chart: parent, engine, release: { name: release } }))
      const halves = ['first', 'second'].map((alias) => objects.filter((object) => componentOf(object) === alias))
      // What a chart brings along has one name in a release: who takes such a chart twice names it (docs/umbrellas.md).
      const names = (hasDependencies(chart) ? halves.flat() : objects).map(identity)
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
      if (hasDependencies(chart)) continue
      expect(halves[0]?.length).toBeGreaterThan(0)
      expect(halves[0]?.length).toBe(halves[1]?.length)
      expect(halves.flat().length).toBe(objects.length)
    }
  })

  test.for(['helm3', 'helm4'] as const)('%s hands global values down to both', async (engine) => {
    const { render } = await openHelm()
    const global = { imageRegistry: 'registry.example.com:5000', commonLabels: { team: 'data' }, somethingElse: { of: ['the parent'] } }
    const objects = objectsOf(await render({ chart: await parentChart(chart), engine, values: { global } }))
    const images = objects.flatMap((object) => valuesAt(object, 'image'))
    expect(images.length).toBeGreaterThan(0)
    expect(images.filter((image) => typeof image !== 'string' || !image.startsWith('registry.example.com:5000/'))).toEqual([])
    expect(objects.filter(({ metadata }) => metadata.labels?.['team'] !== 'data').map(identity)).toEqual([])
  })

  test.for(['helm3', 'helm4'] as const)('%s leaves out what its condition switches off', async (engine) => {
    const { render } = await openHelm()
    const parent = await parentChart(chart)
    const left = objectsOf(await render({ chart: parent, engine, values: { second: { enabled: false } } }))
    expect(left.length).toBeGreaterThan(0)
    const whole = objectsOf(await render({ chart: parent, engine }))
    expect(left.length).toBeLessThan(whole.length)
    expect(left.filter((object) => componentOf(object) === 'second').map(identity)).toEqual([])
    expect(objectsOf(await render({ chart: parent, engine, values: { first: { enabled: false }, second: { enabled: false } } }))).toEqual([])
  })

  test.for(['helm3', 'helm4'] as const)('%s refuses a typo below an alias with its path', async (engine) => {
    const { error } = await (await openHelm()).render({ chart: await parentChart(chart), engine, values: { second: { nameOverrid: 'x' } } })
    expect(error).toContain("additional properties 'nameOverrid' not allowed")
    expect(error).toContain('second:')
  })

  test.for(['helm3', 'helm4'] as const)('%s lints and packs the parent', async (helm) => {
    const folder = await emptyFolder()
    const parent = await parentChart(chart)
    // Each subchart is linted by itself, without its parent's values.
    const subcharts = chart.files.some(({ path }) => path === requiredValues) ? [] : ['--with-subcharts']
    expect(await run([tools[helm], 'lint', '--strict', ...subcharts, parent], { cwd: folder })).toMatchObject({ exitCode: 0, stderr: '' })
    expect(await run([tools[helm], 'package', parent, '--destination', folder], { cwd: folder })).toMatchObject({ exitCode: 0, stderr: '' })
    const rendered = await run([tools[helm], 'template', 'r', join(folder, 'parent-1.0.0.tgz')], { cwd: folder })
    expect(rendered).toMatchObject({ exitCode: 0, stderr: '' })
  })
})

async function parentChart(chart: ChartUnderTest): Promise<string> {
  const folder = join(await emptyFolder(), 'parent')
  for (const part of ['charts', 'templates']) await mkdir(join(folder, part), { recursive: true })
  await copyFile(chart.package, join(folder, 'charts', basename(chart.package)))
  const dependency = (alias: string): string => `  - name: ${chart.name}\n    version: ${chart.version}\n    repository: ""\n    alias: ${alias}\n    condition: ${alias}.enabled\n`
  await writeFile(join(folder, 'Chart.yaml'), `apiVersion: v2\nname: parent\nversion: 1.0.0\nicon: https://example.com/icon.svg\ndependencies:\n${dependency('first')}${dependency('second')}`)
  const required = parse(chart.files.find(({ path }) => path === requiredValues)?.text ?? '{}') as object
  await writeFile(join(folder, 'values.yaml'), stringify({ first: { ...required, enabled: true }, second: { ...required, enabled: true } }, { version: '1.1' }))
  await writeFile(join(folder, 'templates/NOTES.txt'), 'Two of them.\n')
  return folder
}

function hasDependencies({ files }: ChartUnderTest): boolean {
  return files.some(({ path, text }) => path === 'Chart.yaml' && /^dependencies:/m.test(text))
}

function componentOf({ metadata }: KubernetesObject): string | undefined {
  return metadata.labels?.['app.kubernetes.io/component']
}
