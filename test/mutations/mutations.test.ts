import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { emitChart } from '../../generator/4-emit/emit.ts'
import { vendorDependencies } from '../../generator/4-emit/vendor-dependencies.ts'
import { stageChart } from '../../generator/3-stage/stage.ts'
import type { ChartFile } from '../../generator/model.ts'
import { openHelmBatch, type HelmBatch, type Rendered } from '../tools/helm-batch.ts'
import { reduced, loadSources, type Sources } from './sources.ts'
import { tryMutation, type Outcome } from './try-mutation.ts'

/**
 * Whatever an author gets wrong ends in a message with a place, or in a chart that installs.
 * MUTATIONS_SEED changes what is tried, MUTATIONS_COUNT and MUTATIONS_RENDERINGS how much, and MUTATIONS_ONLY=<number> tries one again and shows it.
 */
const seed = Number(process.env['MUTATIONS_SEED'] ?? 20_261)
const only = process.env['MUTATIONS_ONLY']
const numbers = only === undefined ? Array.from({ length: Number(process.env['MUTATIONS_COUNT'] ?? 2000) }, (_, number) => number) : [Number(only)]
const wantedRenderings = only === undefined ? Number(process.env['MUTATIONS_RENDERINGS'] ?? 160) : 1

let sources: Sources
let outcomes: readonly Outcome[]
let helm: HelmBatch | undefined
const folder = mkdtempSync(join(tmpdir(), 'chartwright-mutations-'))

beforeAll(async () => {
  sources = await loadSources('mastro')
  outcomes = numbers.map((number) => tryMutation(sources, seed, number))
  const built = outcomes.filter(({ files }) => files !== undefined).length
  console.log(`seed ${seed}: ${outcomes.length} changes, ${outcomes.length - built} refused, ${built} built, the slowest took ${Math.round(Math.max(...outcomes.map(({ milliseconds }) => milliseconds)))} ms`)
  if (only !== undefined) console.log(outcomes.map(({ file, mutation, diagnostics }) => JSON.stringify({ path: file.path, mutation, diagnostics }, undefined, 2) + file.text).join('\n'))
}, 600_000)

afterAll(async () => {
  await helm?.close()
  rmSync(folder, { recursive: true })
})

it('never ends in an exception', () => {
  expect(outcomes.filter(({ exception }) => exception !== undefined).map((outcome) => `${shown(outcome)}: ${outcome.exception ?? ''}`)).toEqual([])
})

it('ends in messages with places in files, or in a chart', () => {
  expect(outcomes.filter(({ misplaced }) => misplaced !== undefined).map((outcome) => `${shown(outcome)}: ${JSON.stringify(outcome.misplaced)}`)).toEqual([])
  expect(outcomes.filter(({ files, diagnostics, exception }) => files === undefined && diagnostics.length === 0 && exception === undefined).map(shown)).toEqual([])
})

it('takes less than five seconds', () => {
  expect(outcomes.filter(({ milliseconds }) => milliseconds > 5000).map(shown)).toEqual([])
})

it('refuses most changes', () => {
  if (only === undefined) expect(outcomes.filter(({ diagnostics }) => diagnostics.length > 0).length).toBeGreaterThan(outcomes.length / 3)
})

it('makes charts that Helm renders, or that refuse with a message of their own', { timeout: 240_000 }, async () => {
  const common = commonFiles(sources)
  const values = readFileSync(fileURLToPath(new URL('../../charts-src/mastro/ci/all-values.yaml', import.meta.url)), 'utf8')
  const built = outcomes.filter(({ files }) => files !== undefined)
  const step = Math.max(1, Math.floor(built.length / wantedRenderings))
  const sample = built.filter((_, index) => index % step === 0)
  helm = await openHelmBatch()
  const faults: string[] = []
  for (const outcome of sample) {
    const chart = join(folder, String(outcome.number))
    write(chart, [...common, ...(outcome.files ?? [])])
    const rendered = await helm.render({ chart, engine: 'helm4', valuesYaml: values, release: { name: 'release', namespace: 'space' } })
    const fault = faultOf(rendered)
    if (fault !== undefined) faults.push(`${shown(outcome)}: ${fault}`)
    if (only === undefined) rmSync(chart, { recursive: true })
  }
  console.log(`${sample.length} of ${built.length} charts rendered`)
  expect(faults).toEqual([])
  if (only === undefined) expect(sample.length).toBeGreaterThanOrEqual(150)
})

/** What a change of a template leaves as it is. */
function commonFiles({ chart, catalogue }: Sources): readonly ChartFile[] {
  const emitted = catalogue.charts.map((one) => emitChart(stageChart(reduced(one, undefined, one.schemaFile), catalogue, () => undefined), catalogue))
  const files = vendorDependencies(emitted, catalogue.charts).find(({ name }) => name === chart.name)?.files ?? []
  return files.filter(({ path }) => /(^|\/)(Chart\.yaml|values\.yaml|values\.schema\.json)$/.test(path))
}

function write(chart: string, files: readonly ChartFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(chart, path)), { recursive: true })
    writeFileSync(join(chart, path), text)
  }
}

/** A message of the schema, of the checks or of `required` is what a user may get; anything else is a fault of the compiler. */
function faultOf({ error, manifests }: Rendered): string | undefined {
  if (error !== undefined) return /values don't meet the specifications of the schema|zz-checks\.yml/.test(error) ? undefined : error
  for (const { path, content } of manifests) {
    const mistakes = parseAllDocuments(content, { uniqueKeys: true }).flatMap((document) => document.errors)
    if (mistakes.length > 0) return `${path}: ${mistakes[0]?.message ?? ''}`
  }
  return undefined
}

function shown({ number, file, mutation }: Outcome): string {
  return `MUTATIONS_SEED=${seed} MUTATIONS_ONLY=${number} (${mutation} in ${file.path})`
}
