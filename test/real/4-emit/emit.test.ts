import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../../generator/1-load/load-catalogue.ts'
import { stageChart } from '../../../generator/3-stage/stage.ts'
import { emitChart } from '../../../generator/4-emit/emit.ts'
import { vendorDependencies } from '../../../generator/4-emit/vendor-dependencies.ts'
import type { Diagnostic } from '../../../generator/model.ts'
import { ensureTools } from '../../tools/ensure-tools.ts'

/** `shop`, and `mall` that brings two of it along. */
let folder = ''

const owners = ['--set', 'shop.owner=me,kiosk.owner=you']

beforeAll(async () => {
  const diagnostics: Diagnostic[] = []
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic)
  const catalogue = await loadCatalogue(fileURLToPath(new URL('./shop', import.meta.url)), report)
  const emitted = catalogue.charts.map((chart) => emitChart(stageChart(chart, catalogue, report), catalogue))
  expect(diagnostics).toEqual([])
  folder = await mkdtemp(join(tmpdir(), 'emit-'))
  for (const chart of vendorDependencies(emitted, catalogue.charts)) {
    for (const { path, text } of chart.files) {
      const file = join(folder, chart.name, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text)
    }
  }
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(['helm3', 'helm4'] as const)('%s finds nothing to say about the charts', async (helm) => {
  expect(await run(helm, ['lint', '--strict', join(folder, 'shop'), '--set', 'owner=me'])).toMatchObject({ code: 0, output: expect.not.stringMatching(/\[(WARNING|ERROR)\]/) })
  expect(await run(helm, ['lint', '--strict', '--with-subcharts=false', join(folder, 'mall'), ...owners])).toMatchObject({ code: 0, output: expect.not.stringMatching(/\[(WARNING|ERROR)\]/) })
  const { output } = await run(helm, ['dependency', 'list', join(folder, 'mall')])
  expect(output.match(/shop\s+1\.2\.0\s+unpacked/g)).toHaveLength(2)
})

test.each(['helm3', 'helm4'] as const)('%s installs subcharts by name, alias and condition', async (helm) => {
  const sources = async (...flags: readonly string[]): Promise<readonly string[]> => {
    const { code, output } = await run(helm, ['template', 'town', join(folder, 'mall'), ...flags])
    expect(code, output).toBe(0)
    return [...new Set([...output.matchAll(/# Source: (.*)\/templates/g)].map(([, source]) => source!))].sort()
  }
  expect(await sources(...owners)).toEqual(['mall', 'mall/charts/kiosk', 'mall/charts/shop'])
  expect(await sources(...owners, '--set', 'shop.enabled=false')).toEqual(['mall', 'mall/charts/kiosk'])
  expect(await sources('--set', 'shop.enabled=false,kiosk.enabled=false')).toEqual(['mall'])
  expect(await run(helm, ['template', 'town', join(folder, 'mall'), ...owners, '--set', 'kiosk.till.replicsa=2'])).toMatchObject({ code: 1 })
})

test.each(['helm3', 'helm4'] as const)('the package of %s holds no tests', async (helm) => {
  const destination = join(folder, helm)
  await mkdir(destination)
  expect(await run(helm, ['package', join(folder, 'shop'), '--destination', destination])).toMatchObject({ code: 0 })
  const [archive] = await readdir(destination)
  const { output } = await command('tar', ['tzf', join(destination, archive!)])
  expect(output).toContain('shop/values.schema.json')
  expect(output).toContain('shop/README.md')
  expect(output).not.toContain('tests/')
})

test('the suites pass on what the compiler prints', async () => {
  for (const chart of ['shop', 'mall']) {
    const { code, output } = await run('unittest', ['--strict', join(folder, chart)])
    expect(code, output).toBe(0)
    expect(output).toMatch(/Tests: +\d+ passed/)
  }
})

async function run(tool: 'helm3' | 'helm4' | 'unittest', parameters: readonly string[]): Promise<Output> {
  return command((await ensureTools([tool]))[tool], parameters)
}

interface Output {
  readonly code: number
  readonly output: string
}

function command(file: string, parameters: readonly string[]): Promise<Output> {
  return new Promise((done) => {
    execFile(file, parameters, (error, stdout, stderr) => done({ code: error === null ? 0 : 1, output: stdout + stderr }))
  })
}
