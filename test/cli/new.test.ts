import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { edited, treeOf } from './files.ts'
import { emptyFolder, runCli } from './run-cli.ts'

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
