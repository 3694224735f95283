import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { ChartFile } from '../../generator/model.ts'
import { run } from '../cli/run-cli.ts'
import type { ChartUnderTest } from './chart-under-test.ts'
import { readArchive } from './read-archive.ts'
import { remembered } from './remembered.ts'
import { tools } from './tools.ts'

/**
 * The helm-unittest suites of a chart, generated and written by hand, against its package.
 * They take minutes where charts are large, so suites that passed are not run again for the same bytes of chart and tool.
 */
export function suiteTests(chart: ChartUnderTest): void {
  const suites = chart.files.filter(({ path }) => path.startsWith('tests/') && path.endsWith('_test.yaml'))
  const written = suites.reduce((sum, suite) => sum + testsIn(suite), 0)

  test('it has suites, and no snapshots that would accept anything', () => {
    expect(written).toBeGreaterThan(0)
    expect(chart.files.filter(({ path }) => path.includes('__snapshot__')).map(({ path }) => path)).toEqual([])
    expect(suites.filter(({ text }) => text.includes('matchSnapshot')).map(({ path }) => path)).toEqual([])
  })

  test('helm-unittest passes every test of its suites', { timeout: 1_200_000 }, async () => {
    let isKnown = true
    const texts = chart.files.map(({ path, text }) => `${path}\n${text}`)
    await remembered(`suites-${chart.name}`, chart, { sources: ['test/charts/suites.ts'], tools: [tools.unittest], others: texts }, async () => {
      isKnown = false
      const place = join(chart.scratch, 'suites')
      await unpack(chart, place)
      const passed = await Promise.all(shards(suites).map((shard) => passedTests(join(place, chart.name), shard)))
      // Each test that stands in a suite has been run, in one of the shards.
      expect(passed.reduce((sum, count) => sum + count, 0)).toBe(written)
      const snapshots = await readdir(join(place, chart.name, 'tests/__snapshot__')).catch(() => [])
      expect(snapshots).toEqual([])
    })
    console.info(`${chart.name}: ${written} tests of helm-unittest passed${isKnown ? ' before, for the same bytes' : ''}`)
  })
}

/** The packed chart with the suites and the values that they name, which are not packed. */
async function unpack(chart: ChartUnderTest, place: string): Promise<void> {
  const packed = [...(await readArchive(chart.package))].map(([path, text]) => ({ path, text, encoding: 'latin1' as const }))
  const tests = chart.files.filter(({ path }) => /^(tests|ci)\//.test(path)).map(({ path, text }) => ({ path: `${chart.name}/${path}`, text, encoding: 'utf8' as const }))
  for (const { path, text, encoding } of [...packed, ...tests]) {
    await mkdir(dirname(join(place, path)), { recursive: true })
    await writeFile(join(place, path), text, encoding)
  }
}

async function passedTests(folder: string, shard: readonly ChartFile[]): Promise<number> {
  const { exitCode, stdout, stderr } = await run([tools.unittest, '--strict', '--color=false', ...shard.flatMap(({ path }) => ['-f', path]), folder], { cwd: folder })
  expect({ exitCode, stderr }, stdout).toEqual({ exitCode: 0, stderr: '' })
  const [, passed] = /^Tests:\s+(\d+) passed, \1 total$/m.exec(stdout) ?? []
  expect(stdout).toMatch(/^Snapshot:\s+0 passed, 0 total$/m)
  return Number(passed)
}

/** As many groups as there are processors, of about the same size. */
function shards(suites: readonly ChartFile[]): readonly (readonly ChartFile[])[] {
  const count = Math.min(availableParallelism(), suites.length)
  const bySize = suites.toSorted((left, right) => right.text.length - left.text.length)
  return Array.from({ length: count }, (_, shard) => bySize.filter((_suite, index) => index % count === shard))
}

function testsIn({ text }: ChartFile): number {
  return parseAllDocuments(text).reduce((sum, document) => sum + ((document.toJSON() as { readonly tests?: readonly unknown[] } | null)?.tests?.length ?? 0), 0)
}
