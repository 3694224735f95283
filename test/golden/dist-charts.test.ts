import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runCli } from '../cli/run-cli.ts'

test('dist-charts/ is what the sources say', async () => {
  const { exitCode, stderr } = await runCli(fileURLToPath(new URL('../..', import.meta.url)), ['build', '--check'])
  expect(exitCode, stderr).toBe(0)
})
