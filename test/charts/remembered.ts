import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { run } from '../cli/run-cli.ts'
import { cachedFolder } from '../tools/cached-folder.ts'
import { repositoryFolder } from '../tools/places.ts'
import type { ChartUnderTest } from './chart-under-test.ts'

/**
 * What the work gave before for the same package, values, tools and sources of the tests, or else what it gives now. Work that throws leaves nothing.
 * `CHARTWRIGHT_CACHE=off` does all work anew; with CI set, so is that of every chart in which the commit changes something.
 */
export async function remembered<Result>(title: string, chart: ChartUnderTest, depends: Dependencies, work: () => Promise<Result>): Promise<Result> {
  if (!(await isTrusted(chart))) return work()
  const files = [chart.package, ...chart.cases.flatMap((values) => values.files), ...(await Promise.all(depends.sources.map(sourcesBelow))).flat()]
  const hash = createHash('sha256').update(JSON.stringify([title, chart.cases.map(({ name }) => name), depends.tools.map(buildOf), depends.others ?? []]))
  for (const file of [...files, join(repositoryFolder, 'package-lock.json')]) hash.update(await readFile(file)).update('\0')
  const folder = await cachedFolder(`passed/${title.replaceAll(/[^a-z0-9.]+/gi, '-')}`, [hash.digest('hex')], async (partial) => {
    await writeFile(join(partial, 'result.json'), JSON.stringify((await work()) ?? null))
  })
  return JSON.parse(await readFile(join(folder, 'result.json'), 'utf8')) as Result
}

async function isTrusted({ name }: ChartUnderTest): Promise<boolean> {
  if (process.env['CHARTWRIGHT_CACHE'] === 'off') return false
  return (process.env['CI'] ?? '') === '' || !(await isTouched(name))
}

const touched = new Map<string, Promise<boolean>>()

/** Whether the chart differs from the last commit of main: from the one before, where this is main itself. Where nobody can tell, it does. */
function isTouched(name: string): Promise<boolean> {
  const known = touched.get(name) ?? differs(name)
  touched.set(name, known)
  return known
}

async function differs(name: string): Promise<boolean> {
  const git = (...parameters: readonly string[]) => run(['git', ...parameters], { cwd: repositoryFolder })
  const head = (await git('rev-parse', 'HEAD')).stdout.trim()
  const mains = await Promise.all(['origin/main', 'main'].map(async (branch) => (await git('merge-base', 'HEAD', branch)).stdout.trim()))
  const base = mains.find((commit) => commit !== '' && commit !== head) ?? 'HEAD^'
  const folder = `dist-charts/${name}`
  const [compared, uncommitted] = [await git('diff', '--quiet', base, '--', folder), await git('status', '--porcelain', '--', folder)]
  return compared.exitCode !== 0 || uncommitted.exitCode !== 0 || uncommitted.stdout.trim() !== ''
}

/** A tool's folder bears the hash of all that it is built from. */
function buildOf(tool: string): string {
  return basename(dirname(dirname(tool)))
}

/** The TypeScript and the lists of a folder, or the one file. What holds the tests together and the charts that are broken on purpose change no result. */
async function sourcesBelow(path: string): Promise<readonly string[]> {
  const place = join(repositoryFolder, path)
  if (/\.[a-z]+$/.test(path)) return [place]
  const names = (await readdir(place, { recursive: true })).filter((name) => name.endsWith('.ts') && !/(^|\/)(fixtures|broken)\//.test(name))
  return names.sort().map((name) => join(place, name))
}

/** What a result depends on beside the chart. */
export interface Dependencies {
  /** Folders and files of the repository. */
  readonly sources: readonly string[]
  /** Executables of the tools. */
  readonly tools: readonly string[]
  readonly others?: readonly string[]
}
