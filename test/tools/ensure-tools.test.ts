import { execFile } from 'node:child_process'
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ensureTools } from './ensure-tools.ts'
import { cacheFolder } from './places.ts'
import { toolTable } from './tool-table.ts'

const run = promisify(execFile)

/** How each tool says its version, and what it must say. */
const versions = [
  { name: 'helm4', parameters: ['version', '--short'], version: 'v4.3.1' },
  { name: 'helm3', parameters: ['version', '--short'], version: 'v3.22.0' },
  { name: 'kubeconform', parameters: ['-v'], version: 'v0.8.0' },
  { name: 'kubectl', parameters: ['version', '--client'], version: 'Client Version: v1.37.1' },
] as const

test.for(versions)('$name says the version that go.mod requires', { timeout: 1_800_000 }, async ({ name, parameters, version }) => {
  const tools = await ensureTools([name])
  const { stdout } = await run(tools[name], parameters)
  expect(stdout).toContain(version)
})

test('a pinned Helm pretends the Kubernetes version of its own client, as the released one does', async () => {
  const tools = await ensureTools(['helm3', 'helm4'])
  const chart = join(import.meta.dirname, 'fixtures/plain')
  for (const path of Object.values(tools)) {
    const { stdout } = await run(path, ['template', 'r', chart, '--set', 'printCapabilities=true'])
    expect(stdout).toContain('kubernetes: v1.37.0')
  }
}, 1_800_000)

test('helm-unittest and kube-score run', async () => {
  const tools = await ensureTools(['unittest', 'kubescore'])
  expect((await run(tools.unittest, ['--help'])).stdout).toContain('unittest')
  expect((await run(tools.kubescore, ['version'])).stdout).toContain('kube-score version')
}, 1_800_000)

test('a short path leads to the newest build, and a second asking builds nothing', async () => {
  const { kubeconform } = await ensureTools(['kubeconform'])
  const shortPath = join(cacheFolder, 'tools/bin', toolTable.kubeconform.executable)
  expect(await realpath(shortPath)).toBe(await realpath(kubeconform))
  const before = await readFile(kubeconform)
  const start = performance.now()
  expect(await ensureTools(['kubeconform'])).toEqual({ kubeconform })
  expect(performance.now() - start).toBeLessThan(500)
  expect(before.equals(await readFile(kubeconform))).toBe(true)
}, 1_800_000)
