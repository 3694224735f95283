import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { parse } from 'yaml'
import { archive } from '../../generator/5-package/archive.ts'
import { readFolder } from '../../generator/5-package/read-folder.ts'
import type { ChartFile } from '../../generator/model.ts'

/** Every chart in a folder of built charts, packed by our own packager: what the tests look at is what users install. */
export async function chartsIn(folder: string): Promise<readonly ChartUnderTest[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'chartwright-charts-'))
  afterAll(() => rm(scratch, { recursive: true, force: true }))
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
  return Promise.all(names.map((name) => chartUnderTest(join(folder, name), join(scratch, name))))
}

async function chartUnderTest(folder: string, scratch: string): Promise<ChartUnderTest> {
  const files = await readFolder(folder)
  const { name, version } = parse(files.find(({ path }) => path === 'Chart.yaml')?.text ?? '') as { readonly name: string; readonly version: string }
  const packed = await archive({ name, version, files, values: 0 }, 0)
  await mkdir(scratch, { recursive: true })
  await writeFile(join(scratch, packed.name), packed.bytes)
  return { name, version, folder, files, package: join(scratch, packed.name), cases: valuesCases(folder, files), scratch }
}

/**
 * The defaults, each preset and each file of ci/. A chart with values that have no default keeps them in ci/required-values.yaml,
 * and these stand before the values of every other case.
 */
function valuesCases(folder: string, files: readonly ChartFile[]): readonly ValuesCase[] {
  const paths = files.map(({ path }) => path)
  const required = paths.filter((path) => path === requiredValues)
  const others = paths.filter((path) => /^(values\..+\.yaml|ci\/.+-values\.yaml)$/.test(path) && path !== requiredValues)
  const cases = [[], ...others.map((path) => [path])]
  return cases.map((own) => ({ name: own[0] ?? 'default', files: [...required, ...own].map((path) => join(folder, path)) }))
}

export const requiredValues = 'ci/required-values.yaml'

/** What `--values` takes. */
export function valuesParameters({ files }: ValuesCase): readonly string[] {
  return files.flatMap((file) => ['--values', file])
}

export interface ChartUnderTest {
  readonly name: string
  readonly version: string
  /** The built chart, tests and ci values among it. */
  readonly folder: string
  readonly files: readonly ChartFile[]
  /** The .tgz made of it. */
  readonly package: string
  readonly cases: readonly ValuesCase[]
  /** A folder for what the tests write. */
  readonly scratch: string
}

export interface ValuesCase {
  readonly name: string
  readonly files: readonly string[]
}
