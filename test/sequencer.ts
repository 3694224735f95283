import { relative } from 'node:path'
import { BaseSequencer, type TestSequencer, type TestSequencerConstructor, type TestSpecification, type Vitest } from 'vitest/node'

/**
 * What takes longest begins first, whatever project it is of, so that no processor waits at the end for one long file.
 * By itself Vitest goes through the projects by name, and in each by the size of the files, which says nothing here.
 */
function makeSequencer(vitest: Vitest): TestSequencer {
  const base = new BaseSequencer(vitest)
  return {
    shard: (files) => base.shard(files),
    sort: async (files) => (await base.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other)),
  }
}

/** Vitest makes its sequencer with `new`, for which a function that returns an object will do. */
export const longestFirst = makeSequencer as unknown as TestSequencerConstructor

/** Files and folders below test/, the longest first: the lab's one cluster leads every chart through its life, which is mostly waiting for controllers. */
const longest = ['lab/lab.test.ts', 'contracts/contracts.test.ts', 'properties/', 'charts/charts.test.ts', 'live/', 'lab/', 'contracts/', 'must-show/']

function rankOf({ moduleId }: TestSpecification): number {
  const path = relative(import.meta.dirname, moduleId)
  const rank = longest.findIndex((start) => path.startsWith(start))
  return rank === -1 ? longest.length : rank
}
