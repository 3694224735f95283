import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import type { Json, Schema } from '../../generator/model.ts'
import { chartsIn, type ChartUnderTest } from '../charts/chart-under-test.ts'
import { withNamesOfMaps } from '../charts/names-of-maps.ts'
import type { Fields, Schema as ContractSchema } from '../contracts/model.ts'
import { ownSchema } from '../contracts/read/own-schema.ts'
import { repositoryFolder } from '../tools/places.ts'
import { merged } from './json.ts'
import { once } from './once.ts'
import { isLong } from './seed.ts'

/** Every built chart with its schema and the values that its presets and examples set. */
export async function charts(): Promise<readonly Chart[]> {
  return Promise.all((await chartsIn(join(repositoryFolder, 'dist-charts'))).map(withSchema))
}

async function withSchema(chart: ChartUnderTest): Promise<Chart> {
  const textOf = (name: string): string => chart.files.find(({ path }) => path === name)?.text ?? '{}'
  const built = JSON.parse(textOf('values.schema.json')) as Schema
  const schema = withNamesOfMaps(built)
  // Helm reads YAML 1.1, where more words than `true` are no strings.
  const read = (text: string): Json => (parse(text, { version: '1.1' }) as Json | null) ?? {}
  const bases = await Promise.all(chart.cases.map(async ({ name, files }) => {
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    return { name, values: texts.map(read).reduce<Json>(merged, {}) }
  }))
  // A large schema takes seconds to compile, and most tests of most charts never ask.
  const validator = once(() => new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: false }).compile(built))
  const defaults = read(textOf('values.yaml'))
  const refusals = (values: Json): readonly string[] => {
    const validate = validator()
    return validate(values) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
  return { ...chart, schema, own: ownSchema(schema as ContractSchema, defaults as Fields, textOf('Chart.yaml')) as Schema, defaults, coalesced: coalesced(chart.files, '', read), bases, refusals }
}

/** The defaults of a chart over those of the charts that it brings along, below the keys where Helm puts them. */
function coalesced(files: ChartUnderTest['files'], folder: string, read: (text: string) => Json): Json {
  const contentOf = (name: string): Json => read(files.find(({ path }) => path === `${folder}${name}`)?.text ?? '{}')
  const { dependencies = [] } = contentOf('Chart.yaml') as { readonly dependencies?: readonly { readonly name: string; readonly alias?: string }[] }
  const below = Object.fromEntries(dependencies.map(({ name, alias }) => [alias ?? name, coalesced(files, `${folder}charts/${name}/`, read)]))
  return merged(below, contentOf('values.yaml'))
}

export interface Chart extends ChartUnderTest {
  readonly schema: Schema
  /** The same, in which each chart that it brings along has only the values that it gives it. */
  readonly own: Schema
  /** What values.yaml sets. */
  readonly defaults: Json
  /** The same, over what those of the charts that it brings along set. */
  readonly coalesced: Json
  /** The values of nobody, of each preset and of each file of ci/. */
  readonly bases: readonly Base[]
  /** What ajv says against values. */
  readonly refusals: (values: Json) => readonly string[]
}

export interface Base {
  readonly name: string
  readonly values: Json
}

/** The defaults and the base with the most values; in the long mode all. */
export function usualBases({ bases }: Chart): readonly Base[] {
  const most = bases.toSorted((one, other) => JSON.stringify(other.values).length - JSON.stringify(one.values).length)[0]
  return isLong ? bases : bases.filter((base, index) => index === 0 || base === most)
}
