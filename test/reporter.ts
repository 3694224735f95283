import type { Reporter, TestModule, TestSuite } from 'vitest/node'

/**
 * Ends the output with `N passed, N failed`, alone on its line. It is printed when the process exits, after whatever others print at the end.
 * A file that cannot be loaded, a hook that throws and an error that no test caught count as failures, and so does a run without any test.
 */
export function countingReporter(): Reporter {
  let counts: Counts | undefined
  return {
    onInit: (vitest) => {
      if (vitest.config.watch) return
      process.once('exit', (exitCode) => {
        // Vitest ends without a result when its own set-up fails.
        const { passed, failed } = counts ?? { passed: 0, failed: 1 }
        const hasFailedUnseen = exitCode !== 0 && failed === 0
        if (passed + failed === 0 || failed > 0) process.exitCode = 1
        process.stdout.write(`\n${passed} passed, ${hasFailedUnseen ? 1 : failed} failed\n`)
      })
    },
    onTestRunEnd: (modules, unhandledErrors) => {
      const all = modules.map(countModule)
      const passed = sum(all.map((module) => module.passed))
      const failed = sum(all.map((module) => module.failed)) + unhandledErrors.length
      counts = { passed, failed }
      if (passed + failed === 0) process.exitCode = 1
    },
  }
}

function countModule(module: TestModule): Counts {
  const results = [...module.children.allTests()].map((test) => test.result().state)
  const brokenSuites = [...module.children.allSuites()].filter(hasErrors).length
  return {
    passed: results.filter((state) => state === 'passed').length,
    failed: results.filter((state) => state === 'failed').length + brokenSuites + (hasErrors(module) ? 1 : 0),
  }
}

function hasErrors(suite: TestModule | TestSuite): boolean {
  return suite.errors().length > 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

interface Counts {
  readonly passed: number
  readonly failed: number
}
