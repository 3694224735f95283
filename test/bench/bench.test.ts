import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { newCommand } from '../../generator/commands/new-command.ts'
import { chartsIn, valuesParameters } from '../charts/chart-under-test.ts'
import { cli } from '../cli/run-cli.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import { measure, tellPeak, type Measured } from './measure.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'chartwright-bench-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const node = process.execPath
const charts = await chartsIn(join(repository, 'dist-charts'))

/** Times fail nothing here: the table is for people, and docs/performance.md keeps it. */
test('how long it takes, beside Node and Helm on the same machine', async () => {
  const { helm4 } = await ensureTools(['helm4'])
  const loadBefore = load()
  const start = await measure([node, '-e', '0'], folder, 15)

  const system = join(folder, 'system')
  for (const part of ['schemas', 'charts-src']) cpSync(join(repository, part), join(system, part), { recursive: true })
  const version = await measure([node, cli, '--version'], system, 15)
  const cold = await measure([node, ...tellPeak, cli, 'package', 'mastro'], system, 5)
  execFileSync(node, [cli, 'build'], { cwd: system })
  // Only what is older than two seconds is known to be unchanged by its times alone.
  await new Promise((resolve) => setTimeout(resolve, 2500))
  const unchanged = await measure([node, cli, 'build'], system, 15)
  const chart = join(system, 'dist-charts/mastro')
  const lint = await measure([helm4, 'lint', chart], folder, 5)
  const pack = await measure([helm4, 'package', chart, '--destination', folder], folder, 5)

  const costs = await chartCosts(helm4)
  const catalogues: (readonly [number, Measured])[] = []
  for (const size of [1, 10, 100, 300]) catalogues.push([size, await measure([node, ...tellPeak, cli, 'build', '--check'], await catalogueOf(size), size > 10 ? 1 : 3)])

  const table = [
    '| what | median | shortest | beside |',
    '|---|---|---|---|',
    row('`node -e 0`', start, ''),
    row('`chartwright --version`', version, times(version, start, 'the start of Node')),
    row(`\`chartwright build\`, nothing changed`, unchanged, times(unchanged, start, 'the start of Node')),
    row('`chartwright package mastro`, everything anew', cold, `${milliseconds(cold.median - start.median)} without the start of Node, ${cold.peak} MiB at most`),
    row('`helm lint` of that chart', lint, ''),
    row('`helm package` of that chart', pack, `lint and package together ${milliseconds(lint.median + pack.median)}`),
    '',
    '| chart | `chartwright package` | `helm lint` and `package` | `helm template` | its schema of that |',
    '|---|---|---|---|---|',
    ...costs.map(({ chart, package: made, checked, template, without }) => `| ${chart} | ${milliseconds(made - start.median)} | ${milliseconds(checked)} | ${milliseconds(template)} | ${milliseconds(template - without)} |`),
    '',
    '| charts | `build --check`, median | a chart | memory at most |',
    '|---|---|---|---|',
    ...catalogues.map(([size, { median, peak }]) => `| ${size} | ${milliseconds(median)} | ${milliseconds((median - start.median) / size)} | ${peak} MiB |`),
  ]
  const page = `# Performance

Measured by \`npm run bench\`, which writes this page. The machine: ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.versions.node}, Helm 4.
Its load was ${loadBefore} at the beginning and ${load()} at the end: with more than ${availableParallelism()}, others had a part of it, and times are too long.
Only numbers of one run can be compared with each other.

${table.join('\n')}

In the second table the start of Node is taken off, and what a chart requires is given.
The charts of the third table are copies of what \`chartwright new\` begins: a server with all that belongs to it.
"Everything anew" is the whole of it: reading, checking, compiling and packing, without what an earlier build may have left.
`
  writeFileSync(join(repository, 'docs/performance.md'), page)
  console.log(table.join('\n'))
  expect(catalogues).toHaveLength(4)
})

/** What each chart of this repository costs whoever makes it and whoever installs it; medians. */
async function chartCosts(helm4: string): Promise<readonly ChartCost[]> {
  const system = join(folder, 'system')
  const costs: ChartCost[] = []
  for (const { name: chart, folder: place, cases } of charts) {
    const values = cases.slice(0, 1).flatMap(valuesParameters)
    const template = [helm4, 'template', 'demo', place, ...values]
    const made = await measure([node, cli, 'package', chart], system, 3)
    const [lint, pack] = [await measure([helm4, 'lint', place, ...values], folder, 3), await measure([helm4, 'package', place, '--destination', folder], folder, 3)]
    const [full, without] = [await measure(template, folder, 9), await measure([...template, '--skip-schema-validation'], folder, 9)]
    costs.push({ chart, package: made.median, checked: lint.median + pack.median, template: full.median, without: without.median })
  }
  return costs
}

/** Milliseconds. */
interface ChartCost {
  readonly chart: string
  readonly package: number
  readonly checked: number
  readonly template: number
  /** Rendered with its schema left out. */
  readonly without: number
}

/** A repository of so many charts, each as `chartwright new` begins it, and built. */
async function catalogueOf(size: number): Promise<string> {
  const place = mkdtempSync(join(folder, 'catalogue-'))
  for (const shared of ['schemas/shared', 'schemas/kubernetes', 'charts-src/partials', 'charts-src/helpers']) cpSync(join(repository, shared), join(place, shared), { recursive: true })
  const surroundings = { folder: place, environment: {}, progress: () => undefined }
  for (let index = 0; index < size; index++) {
    const { exitCode } = await newCommand({ kind: 'request', command: 'new', names: [`chart-${index}`], flags: {}, format: 'pretty' }, surroundings)
    expect(exitCode).toBe(0)
  }
  execFileSync(node, [cli, 'build'], { cwd: place })
  expect(existsSync(join(place, `dist-charts/chart-${size - 1}`))).toBe(true)
  return place
}

function row(what: string, { median, shortest }: Measured, beside: string): string {
  return `| ${what} | ${milliseconds(median)} | ${milliseconds(shortest)} | ${beside} |`
}

/** The load of the last minute. */
function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1)
}

function times(measured: Measured, base: Measured, what: string): string {
  return `${(measured.median / base.median).toFixed(2)} × ${what}`
}

function milliseconds(value: number): string {
  return value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`
}
