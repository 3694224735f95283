import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { edited, treeOf } from '../cli/files.ts'
import { emptyFolder, run, type Run } from '../cli/run-cli.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))

test('"npm run charts" goes from a fresh clone to packages, and does only what is needed after that', async () => {
  const clone = await freshClone()
  const first = await charts(clone)
  expect(first.exitCode, first.stderr).toBe(0)
  expect(first.stderr).toContain('installing the dependencies …')
  expect(first.stderr).toContain('compiling the tool …')
  expect(first.stdout).toMatch(/^mastro +\S+ +\d+ templates +\d+ values +release \d+ % +package [\d.]+ kB$/m)
  expect((await stat(join(clone, 'dist/cli.js'))).mode & 0o111).toBe(0o111)
  expect(await readFile(join(clone, 'dist/values/mastro.d.ts'), 'utf8')).toContain('export interface MastroValues')
  expect(await readdir(join(clone, 'packages'))).toContain('index.yaml')
  const wanted = await treeOf(join(clone, 'dist-charts'))

  const second = await charts(clone)
  expect(second).toMatchObject({ exitCode: 0, stderr: '' })
  expect(second.stdout).toMatch(/up to date, nothing to do \(\d\.\d\d s\)\n$/)

  await edited(join(clone, 'generator/commands/help.ts'), 'Compiles JSON Schemas', 'Turns JSON Schemas')
  const third = await charts(clone)
  expect(third.stderr).toBe('compiling the tool …\n')
  expect(third.stdout).toContain('nothing changed')
  expect(await readdir(join(clone, 'dist/values'))).toContain('mastro.d.ts')

  await rm(join(clone, 'node_modules/yaml'), { recursive: true })
  const fourth = await charts(clone)
  expect(fourth.stderr).toContain('installing the dependencies …')
  expect(fourth.exitCode).toBe(0)
  expect(await treeOf(join(clone, 'dist-charts'))).toEqual(wanted)
})

test('a tool that does not compile leaves the last one as it was', async () => {
  const clone = await freshClone()
  expect((await charts(clone, ['--compile-only'])).exitCode).toBe(0)
  const before = await treeOf(join(clone, 'dist'))
  await writeFile(join(clone, 'generator/cli.ts'), 'const wrong: number = "text"\n')
  const failed = await charts(clone)
  expect(failed.exitCode).toBe(1)
  expect(failed.stderr).toContain('the tool does not compile')
  expect(await treeOf(join(clone, 'dist'))).toEqual(before)
  expect(await readdir(join(clone, '.cache'))).toEqual([])
})

function charts(clone: string, parameters: readonly string[] = []): Promise<Run> {
  return run([process.execPath, join(clone, 'generator/charts.mjs'), ...parameters], { cwd: clone })
}

/** What a clone would hold if everything were committed. */
async function freshClone(): Promise<string> {
  const clone = await emptyFolder()
  const { stdout } = await run(['git', 'ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', '.', ':!test'], { cwd: repository })
  for (const path of stdout.split('\0').filter((name) => name !== '')) {
    await mkdir(dirname(join(clone, path)), { recursive: true })
    await cp(join(repository, path), join(clone, path)).catch(() => undefined)
  }
  await rm(join(clone, 'dist-charts'), { recursive: true, force: true })
  return clone
}
