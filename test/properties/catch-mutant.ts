import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import type { Json } from '../../generator/model.ts'
import { run } from '../cli/run-cli.ts'
import { contracts } from '../contracts/contracts.ts'
import type { Fields, Rendering } from '../contracts/model.ts'
import { parseManifest } from '../contracts/run/parse-manifest.ts'
import { valuesText } from '../functions/values-text.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import type { Rendered } from '../tools/helm-batch.ts'
import { arranged, leavesOf, usable, type Leaf } from './arrangement.ts'
import type { Base, Chart } from './chart.ts'
import { merged } from './json.ts'
import { openHelm } from './render-both.ts'
import { differences } from './same-structure.ts'
import { sitesOf } from './sites.ts'
import type { Mutant } from './template-mutants.ts'

/** What the tests see of the chart as it is, against which a mutant is held. */
export async function openLaboratory(chart: Chart): Promise<Laboratory> {
  const scenes: Scene[] = []
  for (const base of chart.bases) {
    const candidates = leavesOf(chart.schema, merged(chart.defaults, base.values))
    const switches = sitesOf(chart.schema).filter(({ schema, isDeclared }) => isDeclared && schema.type === 'boolean').map((site): Leaf => ({ ...site, marker: 0, hostile: [] }))
    const renders = async (values: Json): Promise<boolean> => (await render(chart.package, values)).error === undefined
    const on = base.name === 'default' || base.name.startsWith('ci/') ? await usable(switches, (some) => renders(arranged(base.values, some, () => true))) : []
    const values = arranged(base.values, on, () => true)
    const leaves = await usable(candidates, (some) => renders(arranged(values, some, ({ marker }) => marker)))
    const harmless = await render(chart.package, arranged(values, leaves, ({ marker }) => marker))
    const plain = await render(chart.package, base.values)
    scenes.push({ base, values, leaves, seen: seenIn(leaves, harmless), broken: brokenContracts(chart, base, plain), plain: textOf(plain) })
  }
  return { chart, scenes }
}

/** The name of the test that catches a mutant, and what it makes, which kubeconform has still to judge. */
export async function catchMutant({ chart, scenes }: Laboratory, { path, text }: Mutant): Promise<Catch> {
  const folder = await mkdtemp(join(chart.scratch, 'mutant-'))
  try {
    await writeChart(chart, folder, path, text)
    const documents: string[] = []
    let isChanged = false
    const seen = new Set<string>()
    for (const scene of scenes) {
      const rendered = await render(folder, scene.base.values)
      if (rendered.error !== undefined) return { by: 'rendering' }
      isChanged ||= textOf(rendered) !== scene.plain
      documents.push(...rendered.manifests.map(({ content }) => content))
      if (rendered.manifests.some(({ content }) => !isReadable(content))) return { by: 'rendering: no YAML' }
      const found = brokenContracts(chart, scene.base, rendered).find((name) => !scene.broken.includes(name))
      if (found !== undefined) return { by: `contract ${found.split(' ')[0]}` }
      const harmless = await render(folder, arranged(scene.values, scene.leaves, ({ marker }) => marker))
      const valueOf = ({ hostile, path }: Leaf): string | number => hostile[path.join().length % hostile.length]!
      const hostile = await render(folder, arranged(scene.values, scene.leaves, valueOf))
      if (harmless.error !== undefined || hostile.error !== undefined) return { by: 'hostile values: rendering' }
      if ([harmless, hostile].some(({ manifests }) => manifests.some(({ content }) => !isReadable(content)))) return { by: 'hostile values: no YAML' }
      const replacements = new Map(scene.leaves.map((leaf) => [String(leaf.marker), valueOf(leaf)]))
      if (differences(dataOf(harmless), dataOf(hostile), replacements).length > 0) return { by: 'hostile values' }
      for (const name of seenIn(scene.leaves, harmless)) seen.add(name)
    }
    if (scenes.some((scene) => scene.seen.some((name) => !seen.has(name)))) return { by: 'a value that nothing reads' }
    if (!(await passesSuites(chart, folder))) return { by: 'helm-unittest' }
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

async function passesSuites(chart: Chart, folder: string): Promise<boolean> {
  const { unittest } = await ensureTools(['unittest'])
  const { exitCode } = await run([unittest, '--strict', '--color=false', folder], { cwd: chart.scratch })
  return exitCode === 0
}

function brokenContracts(chart: Chart, { values }: Base, rendered: Rendered): readonly string[] {
  if (rendered.error !== undefined || rendered.manifests.some(({ content }) => !isReadable(content))) return []
  const objects = (isUsers: boolean) => rendered.manifests.filter(({ path }) => /\/extra-?(objects|manifests|deploy)\.ya?ml$/.test(path) === isUsers).map(({ content }) => parseManifest(content))
  const rendering: Rendering = {
    chart: { name: chart.name, version: chart.version },
    release: { name: 'release-name', namespace: 'default' },
    values: merged(chart.defaults, values) as Fields,
    objects: objects(false),
    others: objects(true),
    notes: rendered.notes,
  }
  return contracts.flatMap((contract) => (contract.kind === 'rendering' ? contract.check(rendering).map(({ object, path }) => `${contract.name} ${object} ${path}`) : []))
}

async function render(chart: string, values: Json): Promise<Rendered> {
  return (await openHelm()).render({ chart, engine: 'helm4', valuesYaml: valuesText(values), skipSchemaValidation: true, showNotes: true })
}

function seenIn(leaves: readonly Leaf[], rendered: Rendered): readonly string[] {
  const text = textOf(rendered)
  return leaves.filter(({ marker }) => text.includes(String(marker))).map(({ path }) => path.join('.'))
}

function dataOf({ manifests }: Rendered): Json {
  return manifests.map(({ content }) => parse(content, { version: '1.1', merge: false }) as Json)
}

function isReadable(content: string): boolean {
  try {
    return typeof parse(content, { version: '1.1', merge: false }) === 'object'
  } catch {
    return false
  }
}

function textOf({ manifests, notes }: Rendered): string {
  return [...manifests.map(({ content }) => content), notes].join('\n---\n')
}

export interface Laboratory {
  readonly chart: Chart
  readonly scenes: readonly Scene[]
}

interface Scene {
  readonly base: Base
  /** With all switched on that can be. */
  readonly values: Json
  readonly leaves: readonly Leaf[]
  readonly seen: readonly string[]
  readonly broken: readonly string[]
  readonly plain: string
}

export interface Catch {
  readonly by?: string
  readonly documents?: readonly string[]
  readonly isChanged?: boolean
}
