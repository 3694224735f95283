import { afterEach, expect, test, vi } from 'vitest'
import { goModule, requireGo, runGo } from './go-command.ts'
import { toolsFolder } from './places.ts'

afterEach(() => vi.unstubAllEnvs())

test('a machine without Go is told what it needs', async () => {
  await requireGo(toolsFolder)
  vi.stubEnv('PATH', '/nowhere')
  await expect(requireGo(toolsFolder)).rejects.toThrow('Go 1.26 or newer is needed for the tests: https://go.dev/dl (none was found)')
})

test('a failed build shows what Go says', async () => {
  await expect(runGo(toolsFolder, ['build', './absent'])).rejects.toThrow(/go build failed in .*\n.*absent: directory not found/s)
})

test('a module with another sum than the pinned one is refused', async () => {
  const module = { path: 'sigs.k8s.io/yaml', version: 'v1.6.0', sum: 'h1:another=' }
  await expect(goModule(module)).rejects.toThrow(/sigs.k8s.io\/yaml@v1.6.0 has the sum h1:.*, but h1:another= is pinned/)
})
