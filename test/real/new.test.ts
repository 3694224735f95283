import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyFolder, run, runCli } from '../cli/run-cli.ts'
import { ensureTools } from '../tools/ensure-tools.ts'

test('what "chartwright new" begins passes both Helms and its own tests', async () => {
  const { helm3, helm4, unittest } = await ensureTools(['helm3', 'helm4', 'unittest'])
  const folder = await emptyFolder()
  await runCli(folder, ['new', 'web-shop'])
  await runCli(folder, ['build'])
  const chart = join(folder, 'dist-charts/web-shop')
  for (const helm of [helm3, helm4]) {
    expect(await run([helm, 'lint', '--strict', chart], { cwd: folder })).toMatchObject({ exitCode: 0 })
    for (const values of [[], ['--values', join(chart, 'values.prod.yaml')]]) {
      const rendered = await run([helm, 'template', 'r', chart, ...values], { cwd: folder })
      expect(rendered).toMatchObject({ exitCode: 0, stderr: '' })
      expect(rendered.stdout).toContain('"text": "Hello from web-shop!"')
    }
  }
  const suites = await run([unittest, '--strict', chart], { cwd: folder })
  expect(suites.exitCode, suites.stdout).toBe(0)
})
