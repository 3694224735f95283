import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Json } from '../../generator/model.ts'
import { run } from '../cli/run-cli.ts'
import { valuesText } from '../functions/values-text.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import type { Rendered } from '../tools/helm-batch.ts'
import { arranged, usable, type Leaf } from './arrangement.ts'
import { brokenContracts } from './broken-contracts.ts'
import type { Base, Chart } from './chart.ts'
import { everythingOn } from './everything-on.ts'
import { withValue } from './json.ts'
import { isNullRefused } from './null-refused.ts'
import { once } from './once.ts'
import { read } from './read-document.ts'
import { openHelm } from './render-both.ts'
import { differences } from './same-structure.ts'
import { sitesOf, type Site } from './sites.ts'
import type { Mutant } from './template-mutants.ts'

/** What the tests see of the chart as it is, against which a mutant is held. */
export async function openLaboratory(chart: Chart): Promise<Laboratory> {
  const scenes: Scene[] = []
  const documents: string[] = []
  for (const base of chart.bases) {
    const refusalOf = async (values: Json): Promise<string | undefined> => (await render(chart.package, values)).error
    // One set with everything on costs more than all presets, and adds to them what they leave off.
    const choices = base.name === 'default' ? [0, 1, 2] : base.name.startsWith('ci/') ? [0] : []
    const plain = await render(chart.package, base.values)
    documents.push(...plain.manifests.map(({ content }) => content))
    // They cost more than all else, and most mutants are caught without them.
    const wholes = once(() => Promise.all(choices.map(async (choice) => wholeOf(chart, base, await everythingOn(chart, base, choice, true, refusalOf)))))
    scenes.push({ base, wholes, broken: brokenContracts(chart, base, plain), plain: sightOf(plain), kinds: kindsOf(plain) })
  }
  const unwelcome = await Promise.all(groupsOf(chart).flatMap((sites) => [nulledValues(sites), unprintableValues(sites)]).map(async (values) => ({ values, refusals: refusalsIn(await render(chart.package, values)) })))
  return { chart, scenes, unwelcome, documents }
}

async function wholeOf(chart: Chart, base: Base, leaves: readonly Leaf[]): Promise<Whole> {
  const harmless = await render(chart.package, arranged(base.values, leaves, ({ marker }) => marker))
  const harshOf = ({ hostile, marker }: Leaf): Json => hostile.find((value) => harsh.includes(String(value))) ?? hostile[0] ?? marker
  // What the chart itself refuses as it is would catch every mutant.
  const harshly = (some: readonly Leaf[]) => (leaf: Leaf): Json => (some.includes(leaf) ? harshOf(leaf) : leaf.marker)
  const kept = await usable(leaves, async (some) => (await render(chart.package, arranged(base.values, leaves, harshly(some)))).error)
  return { leaves, valueOf: harshly(kept), seen: seenIn(leaves, harmless), sight: sightOf(harmless) }
}

/** A null on every value that the chart's own schema admits none for. */
function nulledValues(sites: readonly Site[]): Json {
  return sites.reduce<Json>((values, { path }) => withValue(values, path, null), {})
}

/** A character that toYaml loses in every list and map. */
function unprintableValues(sites: readonly Site[]): Json {
  return sites.filter(({ schema }) => schema.type === 'array' || schema.type === 'object').reduce<Json>((values, { path, schema }) => withValue(values, path, schema.type === 'array' ? ['\u007f'] : { sample: '\u007f' }), {})
}

/** The chart's own values, and those that it gives the charts that it brings along: these refuse first, and then nothing is heard of the others. */
function groupsOf(chart: Chart): readonly (readonly Site[])[] {
  const isBelow = ({ path }: Site): boolean => chart.own.properties?.[String(path[0])]?.['x-subchart'] !== undefined
  const sites = valuesOf(chart)
  return [sites.filter((site) => !isBelow(site)), sites.filter(isBelow)].filter((group) => group.length > 0)
}

/** Where a value stands that the chart declares: not groups, which have no default of their own. */
function valuesOf(chart: Chart): readonly Site[] {
  return sitesOf(chart.own).filter((site) => isNullRefused(chart, site) && (site.schema.properties === undefined || site.schema.default !== undefined))
}

function refusalsIn({ error = '' }: Rendered): number {
  return error.split(/ is null| which toYaml/).length
}

/** The name of the test that catches a mutant, and what it makes, which kubeconform has still to judge. */
export async function catchMutant({ chart, scenes, unwelcome }: Laboratory, { path, text }: Pick<Mutant, 'path' | 'text'>): Promise<Catch> {
  const folder = await mkdtemp(join(chart.scratch, 'mutant-'))
  try {
    await writeChart(chart, folder, path, text)
    const documents: string[] = []
    const changes = new Set<Change>()
    for (const scene of scenes) {
      const rendered = await render(folder, scene.base.values)
      if (rendered.error !== undefined) return { by: 'rendering' }
      changes.add(changeOf(scene.plain, rendered))
      documents.push(...rendered.manifests.map(({ content }) => content))
      if (rendered.manifests.some(({ content }) => read(content) === undefined)) return { by: 'rendering: no YAML' }
      if (kindsOf(rendered).some((kind) => !scene.kinds.includes(kind))) return { by: 'kubeconform: no such kind' }
      if (rendered.manifests.some(({ content }) => isNameless(content))) return { by: 'cluster: no name' }
      const found = brokenContracts(chart, scene.base, rendered).find((name) => !scene.broken.includes(name))
      if (found !== undefined) return { by: `contract ${found.split(' ')[0]}` }
    }
    if (!(await passesSuites(chart, folder, path))) return { by: 'helm-unittest' }
    for (const { values, refusals } of unwelcome) if (refusalsIn(await render(folder, values)) < refusals) return { by: 'values that are refused' }
    const seen = new Set<string>()
    const wholes = (await Promise.all(scenes.map(async (scene) => (await scene.wholes()).map((whole) => ({ base: scene.base, ...whole }))))).flat()
    for (const { base, leaves, valueOf, sight } of wholes) {
      const harmless = await render(folder, arranged(base.values, leaves, ({ marker }) => marker))
      const hostile = await render(folder, arranged(base.values, leaves, valueOf))
      if (harmless.error !== undefined || hostile.error !== undefined) return { by: 'hostile values: rendering' }
      if ([harmless, hostile].some(({ manifests }) => manifests.some(({ content }) => read(content) === undefined))) return { by: 'hostile values: no YAML' }
      const replacements = new Map(leaves.filter(({ hostile }) => hostile.length > 0).map((leaf) => [String(leaf.marker), valueOf(leaf) as string | number]))
      if (differences(dataOf(harmless), dataOf(hostile), replacements).length > 0) return { by: 'hostile values' }
      changes.add(changeOf(sight, harmless))
      for (const name of seenIn(leaves, harmless)) seen.add(name)
    }
    if (wholes.some((whole) => whole.seen.some((name) => !seen.has(name)))) return { by: 'unread value' }
    // The tests have seen what it makes, with hostile values too, and it says the same in other words: no mistake.
    if (changes.has('text') && !changes.has('data')) return { by: 'its meaning, which is the same' }
    return { documents, isChanged: changes.has('data') }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Without the schema, which has nothing to do with the templates and takes most of the time of helm-unittest. */
export async function writeChart(chart: Chart, folder: string, path: string, text: string): Promise<void> {
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

/** What objects a chart makes; a schema for each is asked for in the tests of the charts. */
function kindsOf({ manifests }: Rendered): readonly string[] {
  const headers = dataOf({ manifests }) as readonly ({ readonly apiVersion?: string; readonly kind?: string } | null)[]
  return headers.flatMap((header) => (header === null ? [] : [`${header.apiVersion} ${header.kind}`]))
}

/** The cluster of the life cycle refuses an object without a name. */
function isNameless(content: string): boolean {
  const { metadata } = read(content) as { readonly metadata?: { readonly name?: string } }
  return metadata?.name === undefined || metadata.name === null
}

function sightOf(rendered: Rendered): Sight {
  return { text: textOf(rendered), data: JSON.stringify(dataOf(rendered)), notes: rendered.notes ?? '' }
}

function changeOf(sight: Sight, rendered: Rendered): Change {
  if (textOf(rendered) === sight.text) return 'nothing'
  return JSON.stringify(dataOf(rendered)) === sight.data && (rendered.notes ?? '') === sight.notes ? 'text' : 'data'
}

function dataOf({ manifests }: Pick<Rendered, 'manifests'>): Json {
  return manifests.map(({ content }) => read(content) ?? null)
}

function textOf({ manifests, notes }: Rendered): string {
  return [...manifests.map(({ content }) => content), notes].join('\n---\n')
}

export interface Laboratory {
  readonly chart: Chart
  readonly scenes: readonly Scene[]
  /** What the chart makes in all of them. */
  readonly documents: readonly string[]
  /** Values that are refused in many places at once, and in how many. */
  readonly unwelcome: readonly { readonly values: Json; readonly refusals: number }[]
}

interface Scene {
  readonly base: Base
  readonly wholes: () => Promise<readonly Whole[]>
  readonly broken: readonly string[]
  readonly plain: Sight
  readonly kinds: readonly string[]
}

/** What a rendering says, as written and as understood. */
interface Sight {
  readonly text: string
  readonly data: string
  readonly notes: string
}

type Change = 'nothing' | 'text' | 'data'

/** All that can be set together, and what of it reaches a manifest. */
interface Whole {
  readonly leaves: readonly Leaf[]
  /** A hostile value, as far as the chart takes it. */
  readonly valueOf: (leaf: Leaf) => Json
  readonly seen: readonly string[]
  readonly sight: Sight
}

export interface Catch {
  readonly by?: string
  readonly documents?: readonly string[]
  readonly isChanged?: boolean
}
