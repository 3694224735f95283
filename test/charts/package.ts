import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { archive } from '../../generator/5-package/archive.ts'
import { run } from '../cli/run-cli.ts'
import { valuesParameters, type ChartUnderTest } from './chart-under-test.ts'
import { readArchive } from './read-archive.ts'
import { tools } from './tools.ts'

/** The package is what Helm would make of the folder, and Helm reads it. */
export function packageTests(chart: ChartUnderTest): void {
  const packageName = `${chart.name}-${chart.version}.tgz`
  const textOf = (path: string) => chart.files.find((file) => file.path === path)?.text ?? ''

  test.for(['helm3', 'helm4'] as const)('the package holds what %s packs', async (helm) => {
    const destination = join(chart.scratch, `packed-by-${helm}`)
    const packed = await run([tools[helm], 'package', chart.folder, '--destination', destination], { cwd: chart.scratch })
    expect(packed).toMatchObject({ exitCode: 0, stderr: '' })
    const [ours, theirs] = [await readArchive(chart.package), await readArchive(join(destination, packageName))]
    expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort())
    for (const [path, content] of theirs) {
      // Helm writes metadata anew from its own types.
      if (/(^|\/)Chart\.yaml$/.test(path)) expect(parse(ours.get(path) ?? ''), path).toEqual(parse(content))
      else expect(ours.get(path) === content, path).toBe(true)
    }
  })

  test('the same files give the same bytes, in whatever order they come', async () => {
    const again = await archive({ name: chart.name, version: chart.version, values: 0, files: chart.files.toReversed() }, 0)
    expect(Buffer.compare(again.bytes, await readFile(chart.package))).toBe(0)
  })

  test.for(['helm3', 'helm4'] as const)('%s shows metadata, values and README of the package', async (helm) => {
    const show = async (what: string) => {
      const shown = await run([tools[helm], 'show', what, chart.package], { cwd: chart.scratch })
      expect(shown).toMatchObject({ exitCode: 0, stderr: '' })
      return shown.stdout
    }
    expect(parse(await show('chart'))).toEqual(parse(textOf('Chart.yaml')))
    expect((await show('values')).trimEnd()).toBe(textOf('values.yaml').trimEnd())
    expect((await show('readme')).trim()).toBe(textOf('README.md').trim())
  })

  // Helm 3 wants a cluster even for this.
  test('helm4 tries an installation without a cluster', async () => {
    const kubeconfig = join(chart.scratch, 'no-cluster')
    await mkdir(chart.scratch, { recursive: true })
    await writeFile(kubeconfig, '')
    for (const values of chart.cases) {
      const installed = await run([tools.helm4, 'install', 'r', chart.package, '--dry-run=client', ...valuesParameters(values)], { cwd: chart.scratch, env: { ...process.env, KUBECONFIG: kubeconfig } })
      expect(installed, values.name).toMatchObject({ exitCode: 0, stderr: '' })
      expect(installed.stdout).toContain('STATUS: pending-install')
    }
  })
}
