import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ChartUnderTest } from '../../charts/chart-under-test.ts'
import { cacheFolder, repositoryFolder } from '../../tools/places.ts'
import { judge, type Judgement } from './judge.ts'
import { openSubject } from './open-subject.ts'

/** The judgement of a chart, known already if neither the chart nor what judges it has changed. On a server for tests all is done anew. */
export async function judged(chart: ChartUnderTest): Promise<Judgement> {
  const place = join(cacheFolder, 'contracts', `${chart.name}-${await contentHash(chart)}.json`)
  const known = process.env['CI'] === undefined ? await readFile(place, 'utf8').catch(() => undefined) : undefined
  if (known !== undefined) return JSON.parse(known) as Judgement
  const judgement = await judge(await openSubject(chart))
  await mkdir(join(cacheFolder, 'contracts'), { recursive: true })
  // Written beside and renamed, so that nobody reads half of it.
  await writeFile(`${place}.${process.pid}`, JSON.stringify(judgement))
  await rename(`${place}.${process.pid}`, place)
  return judgement
}

async function contentHash(chart: ChartUnderTest): Promise<string> {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const sources = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.ts')).sort()
  const files = [...sources.map((path) => join(folder, path)), join(repositoryFolder, 'test/tools/go.mod'), join(repositoryFolder, 'test/tools/random-entries.ts'), join(repositoryFolder, 'test/tools/random-entries.yaml'), join(repositoryFolder, 'package-lock.json'), ...chart.cases.flatMap((one) => one.files), chart.package]
  const hash = createHash('sha256')
  for (const file of files) hash.update(await readFile(file)).update('\0')
  return hash.digest('hex').slice(0, 32)
}
