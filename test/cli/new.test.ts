import { mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { edited, treeOf } from './files.ts'
import { emptyFolder, run, runCli } from './run-cli.ts'

test('a new chart builds as it is, in a folder that had nothing', async () => {
  const folder = await emptyFolder()
  const begun = await runCli(folder, ['new', 'web-shop'])
  expect(begun).toMatchObject({ exitCode: 0, stderr: '' })
  expect(begun.stdout).toContain('schemas/web-shop.schema.json')
  expect([...(await treeOf(folder)).values()].join('')).not.toContain('__name__')
  expect(await runCli(folder, ['check'])).toEqual({ exitCode: 0, stdout: '1 chart: nothing to complain of\n', stderr: '' })
  expect(await runCli(folder, ['build'])).toMatchObject({ exitCode: 0, stderr: '' })
  expect((await readdir(join(folder, 'dist-charts/web-shop'))).sort()).toContain('values.prod.yaml')
  expect((await runCli(folder, ['build'])).stdout).toContain('nothing to do')
})

test('a second chart stands beside the first, also when it is begun in a folder below', async () => {
  const folder = await emptyFolder()
  await runCli(folder, ['new', 'one'])
  expect((await runCli(join(folder, 'charts-src/one'), ['new', 'two'])).stdout).toContain('  ../../schemas/two.schema.json\n')
  expect((await runCli(folder, ['build'])).stdout).toMatch(/^one .*\ntwo .*\n2 charts in /)
  await edited(join(folder, 'schemas/one.schema.json'), 'Hello from one', 'Good evening')
  expect((await runCli(folder, ['build', 'one'])).stdout).toMatch(/^one .*\n1 chart in .*, \d+ files changed\n$/)
  expect((await runCli(folder, ['build', 'two'])).stdout).toContain('nothing changed')
})

test('the published package holds what the command needs', async () => {
  const repository = fileURLToPath(new URL('../..', import.meta.url))
  const folder = await emptyFolder()
  const packed = await run(['npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: repository })
  expect(packed.exitCode).toBe(0)
  const [archive = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  await mkdir(join(folder, 'user'))
  await run(['tar', '-xzf', join(folder, archive)], { cwd: folder })
  await symlink(join(repository, 'node_modules'), join(folder, 'package/node_modules'))
  const command = [process.execPath, join(folder, 'package/dist/cli.js')]
  expect(await run([...command, 'new', 'web-shop'], { cwd: join(folder, 'user') })).toMatchObject({ exitCode: 0, stderr: '' })
  expect(await run([...command, 'build'], { cwd: join(folder, 'user') })).toMatchObject({ exitCode: 0, stderr: '' })
})
