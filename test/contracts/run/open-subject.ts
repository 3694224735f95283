import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import type { ChartUnderTest } from '../../charts/chart-under-test.ts'
import { openHelm, type Helm } from '../../charts/open-helm.ts'
import { withNamesOfMaps } from '../../charts/names-of-maps.ts'
import type { Rendered } from '../../tools/helm-batch.ts'
import type { Fields, Refusal, RenderOptions, Rendering, Scenario, Schema, Subject } from '../model.ts'
import { ownSchema } from '../read/own-schema.ts'
import { overlaid, withoutNulls } from '../read/overlaid.ts'
import { parseManifest } from './parse-manifest.ts'

/** A packed chart as the contracts see it. Each set of values is rendered once. */
export async function openSubject(chart: ChartUnderTest): Promise<Subject> {
  const helm = await openHelm()
  const textOf = (path: string) => chart.files.find((file) => file.path === path)?.text ?? ''
  const defaults = (parse(textOf('values.yaml'), { version: '1.1' }) ?? {}) as Fields
  const wholeSchema = withNamesOfMaps(JSON.parse(textOf('values.schema.json') || '{}') as Schema)
  const vendored = chart.files.filter(({ path }) => /(^|\/)charts\/[^/]+\/Chart\.yaml$/.test(path)).map(({ text }) => parse(text) as { readonly name: string; readonly version: string })
  const known = new Map<string, Promise<Rendering | Refusal>>()

  const renderAnew = async (values: Fields, options: RenderOptions): Promise<Rendering | Refusal> => {
    const release = { name: options.release ?? 'r', namespace: 'ns' }
    const path = options.isLaterVersion === true ? await laterVersion(chart) : chart.package
    const { engine = 'helm4', apiVersions = [], isValidated = false, isRandomKept = false } = options
    const rendered = await helm.render({ chart: path, engine, values, release, showNotes: true, apiVersions, skipSchemaValidation: !isValidated, isRandomKept })
    const version = options.isLaterVersion === true ? laterVersionOf(chart) : chart.version
    return asRendering(rendered, { chart: { name: chart.name, version, vendored }, release, values: withoutNulls(overlaid(defaults, values)) })
  }

  return {
    name: chart.name,
    version: chart.version,
    files: chart.files,
    schema: ownSchema(wholeSchema, defaults, textOf('Chart.yaml')),
    wholeSchema,
    defaults,
    scenarios: await Promise.all(chart.cases.map((one) => scenario(helm, one))),
    renderAgain: (values, engine, isRandomKept = false) => renderAnew(values, { engine, isValidated: true, isRandomKept }),
    render: (values, options = {}) => {
      const key = JSON.stringify([values, options])
      const rendering = known.get(key) ?? renderAnew(values, options)
      known.set(key, rendering)
      return rendering
    },
  }
}

async function scenario(helm: Helm, values: ChartUnderTest['cases'][number]): Promise<Scenario> {
  return { name: values.name, values: (parse(await helm.valuesOf(values), { version: '1.1' }) ?? {}) as Fields }
}

function asRendering({ error, manifests, notes }: Rendered, facts: Pick<Rendering, 'chart' | 'release' | 'values'>): Rendering | Refusal {
  if (error !== undefined) return { refusal: error }
  // A template of this name prints whole manifests that stand in the values.
  const isUsers = (path: string) => /\/extra-?(objects|manifests|deploy)\.ya?ml$/.test(path)
  return {
    ...facts,
    notes,
    objects: manifests.filter(({ path }) => !isUsers(path)).map(({ content }) => parseManifest(content)),
    others: manifests.filter(({ path }) => isUsers(path)).map(({ content }) => parseManifest(content)),
  }
}

const laterVersions = new Map<string, Promise<string>>()

/** The chart's folder with newer versions, written once. */
function laterVersion(chart: ChartUnderTest): Promise<string> {
  const written = laterVersions.get(chart.package) ?? writeLaterVersion(chart)
  laterVersions.set(chart.package, written)
  return written
}

async function writeLaterVersion(chart: ChartUnderTest): Promise<string> {
  const folder = join(chart.scratch, 'later')
  for (const { path, text } of chart.files.filter((file) => !/^(tests|ci)\//.test(file.path))) {
    const place = join(folder, path)
    await mkdir(dirname(place), { recursive: true })
    const isMetadata = path === 'Chart.yaml'
    await writeFile(place, isMetadata ? text.replace(/^version:.*$/m, `version: ${laterVersionOf(chart)}`).replace(/^appVersion:.*$/m, 'appVersion: v99.9') : text)
  }
  return folder
}

function laterVersionOf({ version }: ChartUnderTest): string {
  return `${Number(version.split('.')[0]) + 1}.0.0`
}
