import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { countingReporter } from './test/reporter.ts'

/** Each folder below test/ is a project; those with `tools` get the real tools built before their first test. */
const projects: { readonly [folder: string]: { readonly tools: boolean; readonly timeout: number } } = {
  unit: { tools: false, timeout: 20_000 },
  errors: { tools: false, timeout: 20_000 },
  golden: { tools: false, timeout: 60_000 },
  cli: { tools: false, timeout: 120_000 },
  robustness: { tools: false, timeout: 300_000 },
  tools: { tools: true, timeout: 120_000 },
  real: { tools: true, timeout: 120_000 },
  charts: { tools: true, timeout: 300_000 },
  'must-show': { tools: true, timeout: 300_000 },
  authoring: { tools: true, timeout: 300_000 },
  contracts: { tools: true, timeout: 300_000 },
  properties: { tools: true, timeout: 300_000 },
  lab: { tools: true, timeout: 600_000 },
}

/** Benchmarks are no tests: only `npm run bench` asks for them. */
const isBench = process.env['CHARTWRIGHT_BENCH'] === '1'

export default defineConfig({
  test: {
    reporters: ['default', countingReporter()],
    // Most tests wait for processes that they have started.
    maxWorkers: '100%',
    projects: isBench
      ? [{ test: { name: 'bench', include: ['test/bench/**/*.test.ts'], testTimeout: 1_800_000, hookTimeout: 60_000 } }]
      : Object.entries(projects)
          .filter(([folder]) => existsSync(new URL(`./test/${folder}`, import.meta.url)))
          .map(([folder, { tools, timeout }]) => ({
            test: {
              name: folder,
              include: [`test/${folder}/**/*.test.ts`],
              testTimeout: timeout,
              hookTimeout: timeout,
              globalSetup: tools ? ['test/tools/global-setup.ts'] : [],
            },
          })),
  },
})
