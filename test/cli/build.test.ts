import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { edited, treeOf } from './files.ts'
import { copyDemo, demoRepository, emptyFolder, runCli } from './run-cli.ts'

test('a build writes the chart, and a second one does nothing and says so', async () => {
  const root = await demoRepository()
  const first = await runCli(root, ['build'])
  expect(first).toMatchObject({ exitCode: 0, stderr: '' })
  expect(first.stdout).toMatch(/^demo {2}1\.0\.0 {2}\d+ templates? {2}\d+ values {2}release \d+ %\n1 chart in \d+\.\d\d s, \d+ files changed\n$/)
  expect(await readFile(join(root, 'dist-charts/demo/templates/web-deployment.yml'), 'utf8')).toContain('.Values.replicas')
  const before = await stat(join(root, 'dist-charts/demo/Chart.yaml'))
  const second = await runCli(root, ['build'])
  expect(second.stdout).toMatch(/\n1 chart up to date, nothing to do \(\d\.\d\d s\)\n$/)
  expect((await stat(join(root, 'dist-charts/demo/Chart.yaml'))).ctimeMs).toBe(before.ctimeMs)
})

/** Whatever makes the output not what the sources say makes the next build begin. */
const edits: readonly (readonly [what: string, edit: (root: string) => Promise<unknown>])[] = [
  ['an edited output', (root) => writeFile(join(root, 'dist-charts/demo/Chart.yaml'), 'name: other\n')],
  ['a deleted output', (root) => rm(join(root, 'dist-charts/demo/values.yaml'))],
  ['a stray file in the output', (root) => writeFile(join(root, 'dist-charts/demo/templates/stray.yml'), 'a: 1\n')],
  ['a deleted output folder', (root) => rm(join(root, 'dist-charts'), { recursive: true })],
  ['an output of a chart that is no longer there', async (root) => {
    await mkdir(join(root, 'dist-charts/gone'))
    await writeFile(join(root, 'dist-charts/gone/Chart.yaml'), 'name: gone\n')
  }],
]

test.for(edits)('%s is put right by the next build, and found by --check', async ([, edit]) => {
  const root = await builtRepository()
  const wanted = await treeOf(join(root, 'dist-charts'))
  await edit(root)
  expect((await runCli(root, ['build', '--check'])).exitCode).toBe(1)
  expect(await runCli(root, ['build'])).toMatchObject({ exitCode: 0, stderr: '' })
  expect(await treeOf(join(root, 'dist-charts'))).toEqual(wanted)
  expect((await readdir(join(root, 'dist-charts'))).sort()).toEqual(['demo'])
})

test.for([
  ['an edited source', (root: string) => edited(join(root, 'charts-src/demo/chart.yaml'), 'small', 'little')],
  ['an edited schema', (root: string) => edited(join(root, 'schemas/demo.schema.json'), '"default": 1', '"default": 7')],
  ['an added source', (root: string) => writeFile(join(root, 'charts-src/demo/templates/more-secret.yml.hbs'), 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: more\n')],
  ['a deleted source', (root: string) => rm(join(root, 'charts-src/demo/values.prod.yaml'))],
] as const)('%s changes the output at the next build', async ([, edit]) => {
  const root = await builtRepository()
  const before = await treeOf(join(root, 'dist-charts'))
  await edit(root)
  const check = await runCli(root, ['build', '--check'])
  expect(check.exitCode).toBe(1)
  expect(check.stderr).toMatch(/dist-charts\/ is not what the sources say: \d+ files? would change\n {2}fix: run "chartwright build"\n$/)
  expect(await treeOf(join(root, 'dist-charts'))).toEqual(before)
  expect((await runCli(root, ['build'])).stdout).not.toContain('nothing')
  expect(await treeOf(join(root, 'dist-charts'))).not.toEqual(before)
  expect((await runCli(root, ['build', '--check'])).exitCode).toBe(0)
})

test('--check names what differs, with the first line', async () => {
  const root = await builtRepository()
  await edited(join(root, 'dist-charts/demo/Chart.yaml'), 'name: demo', 'name: omed')
  await writeFile(join(root, 'dist-charts/demo/templates/stray.yml'), '')
  await rm(join(root, 'dist-charts/demo/values.yaml'))
  const { exitCode, stdout, stderr } = await runCli(root, ['build', '--check'])
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
  expect(stderr).toMatch(/changed dist-charts\/demo\/Chart\.yaml\n {2}line \d+\n {2}- name: omed\n {2}\+ name: demo\n/)
  expect(stderr).toContain('removed dist-charts/demo/templates/stray.yml\n')
  expect(stderr).toContain('added   dist-charts/demo/values.yaml\n')
})

test('what is wrong in the sources leaves the output as it was', async () => {
  const root = await builtRepository()
  const before = await treeOf(join(root, 'dist-charts'))
  await edited(join(root, 'charts-src/demo/templates/web-deployment.yml.hbs'), 'values.replicas', 'values.replcias')
  const { exitCode, stdout, stderr } = await runCli(root, ['build'])
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
  expect(stderr).toContain('charts-src/demo/templates/web-deployment.yml.hbs:6:')
  expect(await treeOf(join(root, 'dist-charts'))).toEqual(before)
})

test('files beside the charts are nobody\'s business', async () => {
  const root = await demoRepository()
  await mkdir(join(root, 'dist-charts/notes'), { recursive: true })
  await writeFile(join(root, 'dist-charts/README.md'), 'mine\n')
  await writeFile(join(root, 'dist-charts/notes/x.md'), 'mine\n')
  await runCli(root, ['build'])
  expect((await readdir(join(root, 'dist-charts'))).sort()).toEqual(['README.md', 'demo', 'notes'])
})

test('a build works from any folder below', async () => {
  const root = await demoRepository()
  expect((await runCli(join(root, 'charts-src/demo/templates'), ['build'])).exitCode).toBe(0)
  expect(await readdir(join(root, 'dist-charts'))).toEqual(['demo'])
})

/** A copy of one that is built once. */
async function builtRepository(): Promise<string> {
  built ??= buildOnce()
  const root = await emptyFolder()
  await cp(await built, root, { recursive: true, preserveTimestamps: true })
  return root
}

async function buildOnce(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'chartwright-built-'))
  await copyDemo(root)
  expect(await runCli(root, ['build'])).toMatchObject({ exitCode: 0, stderr: '' })
  return root
}

let built: Promise<string> | undefined
afterAll(async () => {
  if (built !== undefined) await rm(await built, { recursive: true })
})
