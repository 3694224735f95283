import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { chartsIn, type ChartUnderTest } from '../charts/chart-under-test.ts'
import { repositoryFolder } from '../tools/places.ts'
import { run } from './run.ts'

/**
 * The chart as users may have it installed: each released version, by its tag `<chart>-<version>`, and the last committed state
 * that differs from the present one. None where there is no history, as in an archive of the sources.
 */
export async function earlierCharts({ name }: Pick<ChartUnderTest, 'name'>): Promise<readonly EarlierChart[]> {
  const tags = lines(await git(['tag', '--list', `${name}-[0-9]*`]))
  const folder = `dist-charts/${name}`
  const commits = lines(await git(['log', '--max-count=5', '--format=%H', '--', folder]))
  const differing: string[] = []
  for (const commit of commits) if ((await git(['diff', '--name-only', commit, '--', folder])) !== '') differing.push(commit)
  const revisions = [...tags.map((tag) => ({ title: tag, revision: tag })), ...differing.slice(0, 1).map((revision) => ({ title: `commit ${revision.slice(0, 12)}`, revision }))]
  const extracted = await Promise.all(revisions.map(async ({ title, revision }) => ({ title, chart: await extract(revision, folder) })))
  return extracted.flatMap(({ title, chart }) => (chart === undefined ? [] : [{ title, chart }]))
}

async function extract(revision: string, path: string): Promise<ChartUnderTest | undefined> {
  const scratch = await mkdtemp(join(tmpdir(), 'chartwright-earlier-'))
  afterAll(() => rm(scratch, { recursive: true, force: true }))
  const archive = join(scratch, 'earlier.tar')
  await mkdir(join(scratch, 'tree'))
  const packed = await run(['git', 'archive', '--output', archive, revision, path], { cwd: repositoryFolder })
  // The commit that removed the chart, and a tag from before there was such a folder, have none.
  if (packed.exitCode !== 0) return undefined
  await run(['tar', '-xf', archive, '-C', join(scratch, 'tree')], { cwd: scratch })
  const [chart] = await chartsIn(join(scratch, 'tree/dist-charts'))
  return chart
}

async function git(parameters: readonly string[]): Promise<string> {
  return (await run(['git', ...parameters], { cwd: repositoryFolder })).stdout.trim()
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '')
}

export interface EarlierChart {
  readonly title: string
  readonly chart: ChartUnderTest
}
