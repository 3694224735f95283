import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { demoRepository, run, runCli, cli } from './run-cli.ts'

test('JSON: one document on stdout, nothing on stderr, with every chart', async () => {
  const { exitCode, stdout, stderr } = await runCli(await demoRepository(), ['build', '--format', 'json'])
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ errors: 0, warnings: 0, diagnostics: [], charts: [{ name: 'demo', version: '1.0.0' }] })
})

test('JSON: what is wrong, with its place', async () => {
  const { exitCode, stdout, stderr } = await runCli(await brokenRepository(), ['check', '--format=json'])
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
  const { errors, diagnostics } = JSON.parse(stdout) as { errors: number; diagnostics: readonly unknown[] }
  expect(errors).toBeGreaterThan(0)
  expect(diagnostics[0]).toMatchObject({ severity: 'error', file: 'charts-src/demo/templates/web-deployment.yml.hbs', line: 6 })
})

test('GitHub: a workflow command for each mistake, on stdout', async () => {
  const { exitCode, stdout } = await runCli(await brokenRepository(), ['build', '--format', 'github'])
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/^::error file=charts-src\/demo\/templates\/web-deployment\.yml\.hbs,line=6,/)
})

test('no colour where nobody watches', async () => {
  const { stderr } = await runCli(await brokenRepository(), ['build'], { environment: { FORCE_COLOR: '1' } })
  expect(stderr).toContain('web-deployment.yml.hbs:6:')
  expect(stderr).not.toContain('\u001B')
})

test('colours on a terminal, unless NO_COLOR says no', async () => {
  const root = await brokenRepository()
  // `script` gives the command a terminal.
  const onTerminal = (environment: NodeJS.ProcessEnv) =>
    run(['script', '-qec', `"${process.execPath}" "${cli}" build`, '/dev/null'], { cwd: root, env: { PATH: process.env['PATH'], TERM: 'xterm', ...environment } })
  // On a slow machine a line of progress is written and erased, which is no colour.
  const colour = /\u001B\[\d+m/
  expect((await onTerminal({})).stdout).toMatch(colour)
  expect((await onTerminal({ NO_COLOR: '1' })).stdout).not.toMatch(colour)
  expect((await onTerminal({ NO_COLOR: '' })).stdout).toMatch(colour)
  expect((await onTerminal({ TERM: 'dumb' })).stdout).not.toContain('\u001B')
})

async function brokenRepository(): Promise<string> {
  const root = await demoRepository()
  const path = join(root, 'charts-src/demo/templates/web-deployment.yml.hbs')
  await writeFile(path, (await readFile(path, 'utf8')).replace('values.replicas', 'values.replcias'))
  return root
}
