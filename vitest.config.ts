import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { countingReporter } from './test/reporter.ts'
import { scoreboardReporter } from './test/scoreboard/reporter.ts'
import { longestFirst } from './test/sequencer.ts'

/** Projects that need none of the real tools; for all others these are built before the first test. */
const withoutTools = ['unit', 'errors', 'golden', 'cli', 'robustness', 'scoreboard']

/** Each folder below test/ with a test file is a project, so that none can be forgotten. */
const folders = readdirSync(new URL('./test', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && hasTests(entry.name))
  .map((entry) => entry.name)

/** Benchmarks are no tests: only `npm run bench` asks for them. */
const isBench = process.env['CHARTWRIGHT_BENCH'] === '1'

export default defineConfig({
  test: {
    reporters: ['default', scoreboardReporter(), countingReporter()],
    // Most tests wait for processes that they have started, and that of the cluster for its controllers.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: longestFirst },
    projects: folders
      .filter((folder) => (folder === 'bench') === isBench)
      .map((folder) => ({
        test: {
          name: folder,
          include: [`test/${folder}/**/*.test.ts`],
          testTimeout: timeoutOf(folder),
          hookTimeout: timeoutOf(folder),
          globalSetup: withoutTools.includes(folder) ? [] : ['test/tools/global-setup.ts'],
        },
      })),
  },
})

function hasTests(folder: string): boolean {
  return readdirSync(new URL(`./test/${folder}`, import.meta.url), { recursive: true }).some((path) => path.toString().endsWith('.test.ts'))
}

/** Generous, since machines are slow at times: a test that hangs is to end, nothing else. */
function timeoutOf(folder: string): number {
  // All tests of a chart's contracts wait for one judgement of it.
  if (['bench', 'contracts'].includes(folder)) return 1_800_000
  return ['unit', 'errors'].includes(folder) ? 30_000 : 600_000
}
