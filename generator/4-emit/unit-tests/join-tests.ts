import { assign, type Arrangement } from './arrangement.ts'
import { settingsText, type UnitTest } from './unit-test.ts'

/** A run of the chart with all that is checked on it. */
export interface Run {
  readonly arrangement: Arrangement
  readonly settings: string
  readonly tests: readonly UnitTest[]
}

/**
 * Puts tests together that can share a run, for each costs a check of all values against the schema. Values that must arrive can
 * be set together when none changes what another test asserts, and no two of them are alike; all else needs the very same values.
 */
export function joinTests(tests: readonly UnitTest[]): readonly Run[] {
  const runs: Run[] = []
  for (const test of once(tests)) {
    const index = runs.findIndex((run) => run.settings === test.settings || mayJoin(run, test))
    const run = runs[index]
    if (run === undefined) runs.push({ arrangement: test.arrangement, settings: test.settings, tests: [test] })
    else runs[index] = run.settings === test.settings ? { ...run, tests: [...run.tests, test] } : withTest(run, test)
  }
  return runs
}

function mayJoin(run: Run, test: UnitTest): boolean {
  const isAlike = test.expects !== undefined && run.tests.some(({ expects }) => expects === test.expects)
  if (isAlike) return false
  const { arrangement } = withTest(run, test)
  return [test, ...run.tests].every(({ under, assertion }) => JSON.stringify(under(arrangement)) === JSON.stringify(assertion))
}

function withTest(run: Run, test: UnitTest): Run {
  const arrangement = test.arrangement.assignments.reduce((so, { path, value }) => assign(so, path, value), run.arrangement)
  return { arrangement, settings: settingsText(arrangement), tests: [...run.tests, test] }
}

function once(tests: readonly UnitTest[]): readonly UnitTest[] {
  const titles = new Set<string>()
  return tests.filter(({ title }) => !titles.has(title) && titles.add(title))
}
