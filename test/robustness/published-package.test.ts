import { mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { emptyFolder, run } from '../cli/run-cli.ts'

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
  // As a library, by the name that users import.
  await mkdir(join(folder, 'user/node_modules'))
  await symlink(join(folder, 'package'), join(folder, 'user/node_modules/chartwright'))
  const script = "import { build } from 'chartwright'; const { charts } = await build('.', (d) => console.log(d.message)); console.log(charts.map((chart) => chart.name).join())"
  expect(await run([process.execPath, '--input-type=module', '--eval', script], { cwd: join(folder, 'user') })).toEqual({ exitCode: 0, stdout: 'web-shop\n', stderr: '' })
})
