import { assign, type Arrangement } from './arrangement.ts'
import type { Stage } from './satisfy.ts'
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
export function joinTests(stage: Stage, tests: readonly UnitTest[]): readonly Run[] {
  const runs: Run[] = []
  for (const test of once(tests)) {
    const index = runs.findIndex((run) => run.settings === test.settings || mayJoin(stage, run, test))
    const run = runs[index]
    if (run === undefined) runs.push({ arrangement: test.arrangement, settings: test.settings, tests: [test] })
    else runs[index] = run.settings === test.settings ? { ...run, tests: [...run.tests, test] } : withTest(run, test)
  }
  return runs
}

function mayJoin(stage: Stage, run: Run, test: UnitTest): boolean {
  const isAlike = test.expects !== undefined && run.tests.some(({ expects }) => expects === test.expects)
  if (isAlike) return false
  const disturbed = run.tests.filter(({ reads }) => touches(test.arrangement, reads))
  const concerned = touches(run.arrangement, test.reads) ? [test, ...disturbed] : disturbed
  if (concerned.length === 0) return true
  const world = stage.worldOf(combined(run, test).values)
  return concerned.every(({ under, assertion }) => JSON.stringify(under(world)) === JSON.stringify(assertion))
}

/** Whether one of the paths that are set leads to, or lies in, one of those that are read. */
function touches({ assignments }: Arrangement, reads: ReadonlySet<string>): boolean {
  return assignments.some(({ path }) => {
    const set = path.join('/')
    for (const read of reads) if (read === set || read.startsWith(`${set}/`) || set.startsWith(`${read}/`)) return true
    return false
  })
}

function withTest(run: Run, test: UnitTest): Run {
  const arrangement = combined(run, test)
  return { arrangement, settings: settingsText(arrangement), tests: [...run.tests, test] }
}

function combined(run: Run, test: UnitTest): Arrangement {
  return test.arrangement.assignments.reduce((so, { path, value }) => assign(so, path, value), run.arrangement)
}

function once(tests: readonly UnitTest[]): readonly UnitTest[] {
  const titles = new Set<string>()
  return tests.filter(({ title }) => !titles.has(title) && titles.add(title))
}
