import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../cli/run-cli.ts'
import { repositoryFolder } from '../tools/places.ts'
import type { Chart } from './chart.ts'
import { once } from './once.ts'

/** The tests that run a chart's containers on this machine, with a chart that is broken on purpose in its place. */
export function liveTests(chart: Chart): LiveTests {
  // The quick ones are asked first. What this machine can't run judges nothing, and is named.
  const usable = once(async () => {
    const plain: (Outcome & { readonly file: string })[] = []
    for (const file of await filesOf(chart)) plain.push({ file, ...(await outcomeOf(chart, chart.folder, file)) })
    for (const { file, failed, skipped } of plain) {
      if (failed !== undefined) throw new Error(`${file} fails with the chart as it is: ${failed}`)
      if (skipped.length > 0) console.info(`${chart.name}: of ${file} these judge no mistake: ${skipped.join('; ')}`)
    }
    return plain.filter(({ passed }) => passed > 0).toSorted((one, other) => one.seconds - other.seconds).map(({ file }) => file)
  })
  return {
    failedBy: async (folder) => {
      for (const file of await usable()) {
        const { failed } = await outcomeOf(chart, folder, file)
        if (failed !== undefined) return failed
      }
      return undefined
    },
  }
}

/** `redis.test.ts` and `redis-….test.ts`: those that render the chart beside another are of the other. */
async function filesOf({ name }: Chart): Promise<readonly string[]> {
  const names = await readdir(join(repositoryFolder, 'test/live'))
  return names.filter((file) => file.endsWith('.test.ts') && (file === `${name}.test.ts` || file.startsWith(`${name}-`))).map((file) => `test/live/${file}`).sort()
}

async function outcomeOf(chart: Chart, folder: string, file: string): Promise<Outcome> {
  const vitest = join(repositoryFolder, 'node_modules/vitest/vitest.mjs')
  const command = [process.execPath, vitest, 'run', '--project', 'live', file, '--bail', '1', '--reporter', 'json']
  const begun = Date.now()
  const { stdout, stderr } = await run(command, { cwd: repositoryFolder, env: { ...ownEnvironment(), CHARTWRIGHT_LIVE_CHART: `${chart.name}=${folder}` } })
  const report = /^\{"numTotalTestSuites".*$/m.exec(stdout)?.[0]
  if (report === undefined) throw new Error(`${file} says nothing: ${stdout}${stderr}`)
  const { testResults, numPassedTests } = JSON.parse(report) as Report
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const broken = testResults.find(({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed'))
  return {
    passed: numPassedTests,
    seconds: (Date.now() - begun) / 1000,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
    failed: tests.find(({ status }) => status === 'failed')?.fullName ?? broken?.message,
  }
}

/** Without what the runner that we are in says to its own. */
function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_OPTIONS|CHARTWRIGHT_LONG|CHARTWRIGHT_CASES)/.test(name)))
}

/** What the runner's reporter writes. */
interface Report {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

interface Outcome {
  readonly passed: number
  readonly seconds: number
  /** What this machine can't run; the reason stands in the title. */
  readonly skipped: readonly string[]
  readonly failed: string | undefined
}

export interface LiveTests {
  /** The live test that fails with the chart in this folder, if one does. */
  readonly failedBy: (folder: string) => Promise<string | undefined>
}
