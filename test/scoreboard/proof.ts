import { TestRunner } from 'vitest'

/** Leaves with the running test what it has tried, so that the scoreboard can count it. Not for tests that run side by side in one file. */
export function prove(proof: Proof): void {
  const test = TestRunner.getCurrentTest()
  if (test !== undefined) test.meta.proof = proof
}

export interface Proof {
  readonly cases: number
  /** What was found and stays, for a reason that is written down. */
  readonly waivers?: number
  readonly seed?: number
}

declare module 'vitest' {
  interface TaskMeta {
    proof?: Proof
  }
}
