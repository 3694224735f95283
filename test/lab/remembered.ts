import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ChartUnderTest, ValuesCase } from '../charts/chart-under-test.ts'
import { cachedFolder } from '../tools/cached-folder.ts'
import { tools } from './cluster.ts'

/** Does the work unless it has succeeded before for the same package, values, tools and tests; with CI set it always does. */
export async function remembered(title: string, chart: ChartUnderTest, values: ValuesCase, more: readonly string[], work: () => Promise<void>): Promise<void> {
  if ((process.env['CI'] ?? '') !== '') return work()
  const texts = await Promise.all([chart.package, ...values.files].map((file) => readFile(file, 'base64')))
  const key = [...texts, ...values.files.map((file) => basename(file)), ...Object.values(tools).map((tool) => basename(dirname(dirname(tool)))), ...more, ...(await testSources)]
  await cachedFolder(`lab/${title.replaceAll(/[^a-z0-9.]+/gi, '-')}`, [createHash('sha256').update(JSON.stringify(key)).digest('hex')], async (folder) => {
    await work()
    await writeFile(join(folder, 'passed'), `${title}\n`)
  })
}

const testSources = sourcesBelow(fileURLToPath(new URL('.', import.meta.url)))

/** What the journeys consist of; the tests that call them and the broken charts change nothing in them. */
async function sourcesBelow(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('fixtures')).sort()
  const crds = fileURLToPath(new URL('../tools/crds.ts', import.meta.url))
  return Promise.all([...names.map((name) => join(folder, name)), crds].map((file) => readFile(file, 'utf8')))
}
