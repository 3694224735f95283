import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { chartsIn } from '../charts/chart-under-test.ts'
import { tools } from '../charts/tools.ts'
import { run } from '../cli/run-cli.ts'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { parseManifest } from '../contracts/run/parse-manifest.ts'
import { repositoryFolder } from '../tools/places.ts'

/** What the real Helm makes of a chart's package with these values, hooks and tests among it. */
export async function render(chart: string, values: Fields = {}, release: Release = {}): Promise<readonly KubernetesObject[]> {
  const packed = (await packages).find(({ name }) => name === chart)
  if (packed === undefined) throw new Error(`there is no chart ${chart} in dist-charts/`)
  const folder = await mkdtemp(join(tmpdir(), 'chartwright-live-values-'))
  try {
    const file = join(folder, 'values.yaml')
    await writeFile(file, stringify(values, { version: '1.1' }))
    const { name = 'demo', namespace = 'live', presets = [] } = release
    const presetFiles = presets.flatMap((preset) => ['--values', join(packed.folder, preset)])
    const { exitCode, stdout, stderr } = await run([tools.helm4, 'template', name, packed.package, '--namespace', namespace, ...presetFiles, '--values', file], { cwd: folder })
    if (exitCode !== 0) throw new Error(stderr)
    return stdout.split(/^---\n/m).filter((text) => /^kind:/m.test(text)).map(parseManifest)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** `CHARTWRIGHT_LIVE_CHART=redis=/folder` renders another redis, by which mistakes made on purpose are held against these tests. */
const [replaced, replacement = ''] = process.env['CHARTWRIGHT_LIVE_CHART']?.split('=') ?? []

const packages = chartsIn(join(repositoryFolder, 'dist-charts')).then((charts) => charts.map((chart) => (chart.name === replaced ? { ...chart, folder: replacement, package: replacement } : chart)))

interface Release {
  readonly name?: string
  readonly namespace?: string
  /** Values files of the chart, such as `values.prod.yaml`, below the values. */
  readonly presets?: readonly string[]
}
