import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Json } from '../../generator/model.ts'
import { run } from '../cli/run-cli.ts'
import { valuesText } from '../functions/values-text.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import type { Rendered } from '../tools/helm-batch.ts'
import { arranged, type Leaf } from './arrangement.ts'
import { brokenContracts } from './broken-contracts.ts'
import type { Base, Chart } from './chart.ts'
import { everythingOn } from './everything-on.ts'
import { withValue } from './json.ts'
import { isNullRefused } from './null-refused.ts'
import { read } from './read-document.ts'
import { openHelm } from './render-both.ts'
import { differences } from './same-structure.ts'
import { sitesOf, type Site } from './sites.ts'
import type { Mutant } from './template-mutants.ts'

/** What the tests see of the chart as it is, against which a mutant is held. */
export async function openLaboratory(chart: Chart): Promise<Laboratory> {
  const scenes: Scene[] = []
  for (const base of chart.bases) {
    const renders = async (values: Json): Promise<boolean> => (await render(chart.package, values)).error === undefined
    // One set with everything on costs more than all presets, and adds to them what they leave off.
    const choices = base.name === 'default' ? [0, 1, 2] : base.name.startsWith('ci/') ? [0] : []
    const plain = await render(chart.package, base.values)
    // They cost more than all else, and most mutants are caught without them.
    const wholes = once(() => Promise.all(choices.map(async (choice) => wholeOf(chart, base, await everythingOn(chart, base, choice, true, renders)))))
    scenes.push({ base, wholes, broken: brokenContracts(chart, base, plain), plain: textOf(plain) })
  }
  const unwelcome = await Promise.all([nulledValues(chart), unprintableValues(chart)].map(async (values) => ({ values, refusals: refusalsIn(await render(chart.package, values)) })))
  return { chart, scenes, unwelcome }
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined
  return () => (made ??= make())
}

async function wholeOf(chart: Chart, base: Base, leaves: readonly Leaf[]): Promise<Whole> {
  return { leaves, seen: seenIn(leaves, await render(chart.package, arranged(base.values, leaves, ({ marker }) => marker))) }
}

/** A null on every value that the chart's own schema admits none for. */
function nulledValues(chart: Chart): Json {
  return valuesOf(chart).reduce<Json>((values, { path }) => withValue(values, path, null), {})
}

/** A character that toYaml loses in every list and map. */
function unprintableValues(chart: Chart): Json {
  return valuesOf(chart).filter(({ schema }) => schema.type === 'array' || schema.type === 'object').reduce<Json>((values, { path, schema }) => withValue(values, path, schema.type === 'array' ? ['\u007f'] : { sample: '\u007f' }), {})
}

/** Where a value stands that the chart declares: not groups, which have no default of their own. */
function valuesOf(chart: Chart): readonly Site[] {
  return sitesOf(chart.own).filter((site) => isNullRefused(chart, site) && (site.schema.properties === undefined || site.schema.default !== undefined))
}

function refusalsIn({ error = '' }: Rendered): number {
  return error.split(/ is null| which toYaml/).length
}

/** The name of the test that catches a mutant, and what it makes, which kubeconform has still to judge. */
export async function catchMutant({ chart, scenes, unwelcome }: Laboratory, { path, text }: Mutant): Promise<Catch> {
  const folder = await mkdtemp(join(chart.scratch, 'mutant-'))
  try {
    await writeChart(chart, folder, path, text)
    const documents: string[] = []
    let isChanged = false
    for (const scene of scenes) {
      const rendered = await render(folder, scene.base.values)
      if (rendered.error !== undefined) return { by: 'rendering' }
      isChanged ||= textOf(rendered) !== scene.plain
      documents.push(...rendered.manifests.map(({ content }) => content))
      if (rendered.manifests.some(({ content }) => read(content) === undefined)) return { by: 'rendering: no YAML' }
      const found = brokenContracts(chart, scene.base, rendered).find((name) => !scene.broken.includes(name))
      if (found !== undefined) return { by: `contract ${found.split(' ')[0]}` }
    }
    if (!(await passesSuites(chart, folder, path))) return { by: 'helm-unittest' }
    for (const { values, refusals } of unwelcome) if (refusalsIn(await render(folder, values)) < refusals) return { by: 'values that are refused' }
    const seen = new Set<string>()
    const wholes = (await Promise.all(scenes.map(async (scene) => (await scene.wholes()).map((whole) => ({ base: scene.base, ...whole }))))).flat()
    for (const { base, leaves } of wholes) {
      const harmless = await render(folder, arranged(base.values, leaves, ({ marker }) => marker))
      const valueOf = ({ hostile, marker }: Leaf): Json => hostile.find((value) => harsh.includes(String(value))) ?? hostile[0] ?? marker
      const hostile = await render(folder, arranged(base.values, leaves, valueOf))
      if (harmless.error !== undefined || hostile.error !== undefined) return { by: 'hostile values: rendering' }
      if ([harmless, hostile].some(({ manifests }) => manifests.some(({ content }) => read(content) === undefined))) return { by: 'hostile values: no YAML' }
      const replacements = new Map(leaves.filter(({ hostile }) => hostile.length > 0).map((leaf) => [String(leaf.marker), valueOf(leaf) as string | number]))
      if (differences(dataOf(harmless), dataOf(hostile), replacements).length > 0) return { by: 'hostile values' }
      for (const name of seenIn(leaves, harmless)) seen.add(name)
    }
    if (wholes.some((whole) => whole.seen.some((name) => !seen.has(name)))) return { by: 'unread value' }
    return { documents, isChanged }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Without the schema, which has nothing to do with the templates and takes most of the time of helm-unittest. */
async function writeChart(chart: Chart, folder: string, path: string, text: string): Promise<void> {
  await cp(chart.folder, folder, { recursive: true })
  await rm(join(folder, 'values.schema.json'), { force: true })
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

async function passesSuites(chart: Chart, folder: string, path: string): Promise<boolean> {
  const { unittest } = await ensureTools(['unittest'])
  const suites = chart.files.filter((file) => /^tests\/.+_test\.yaml$/.test(file.path) && mayTouch(file.text, path))
  if (suites.length === 0) return true
  const { exitCode } = await run([unittest, '--strict', '--color=false', ...suites.flatMap((suite) => ['-f', suite.path]), folder], { cwd: folder })
  return exitCode === 0
}

/** A suite that lists its templates renders no others, but the named templates that these call. */
function mayTouch(suite: string, path: string): boolean {
  return path.endsWith('.tpl') || !/^templates?:/m.test(suite) || suite.includes('*') || suite.includes(path.replace('templates/', ''))
}

async function render(chart: string, values: Json): Promise<Rendered> {
  return (await openHelm()).render({ chart, engine: 'helm4', valuesYaml: valuesText(values), skipSchemaValidation: true, showNotes: true })
}

/** A text without quotes round it cannot be any of these. */
const harsh = ['a: b', '# c', 'yes', '0777', '1e3']

function seenIn(leaves: readonly Leaf[], rendered: Rendered): readonly string[] {
  const text = textOf(rendered)
  return leaves.filter(({ marker, hostile }) => hostile.length > 0 && text.includes(String(marker))).map(({ path }) => path.join('.'))
}

function dataOf({ manifests }: Rendered): Json {
  return manifests.map(({ content }) => read(content) ?? null)
}

function textOf({ manifests, notes }: Rendered): string {
  return [...manifests.map(({ content }) => content), notes].join('\n---\n')
}

export interface Laboratory {
  readonly chart: Chart
  readonly scenes: readonly Scene[]
  /** Values that are refused in many places at once, and in how many. */
  readonly unwelcome: readonly { readonly values: Json; readonly refusals: number }[]
}

interface Scene {
  readonly base: Base
  readonly wholes: () => Promise<readonly Whole[]>
  readonly broken: readonly string[]
  readonly plain: string
}

/** All that can be set together, and what of it reaches a manifest. */
interface Whole {
  readonly leaves: readonly Leaf[]
  readonly seen: readonly string[]
}

export interface Catch {
  readonly by?: string
  readonly documents?: readonly string[]
  readonly isChanged?: boolean
}
