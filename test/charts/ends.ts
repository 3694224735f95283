import { statSync } from 'node:fs'
import type { ValuesCase } from './chart-under-test.ts'

/** The defaults, which everybody has, and the case with the most values: what is between them is tried where the time allows it. */
export function endsOf(cases: readonly ValuesCase[]): readonly ValuesCase[] {
  const size = ({ files }: ValuesCase): number => files.reduce((sum, file) => sum + statSync(file).size, 0)
  const most = cases.toSorted((one, other) => size(other) - size(one))[0]
  return cases.filter((values, index) => index === 0 || values === most)
}
