import { basename } from 'node:path'
import type { TestCase, TestModule } from 'vitest/node'

/** What each file of tests proves of a chart, as the scoreboard calls it, in the order of its columns. */
const checks: { readonly [file: string]: string } = {
  'charts.test.ts': 'tests of the chart',
  'contracts.test.ts': 'contracts',
  'valid.test.ts': 'valid values',
  'invalid.test.ts': 'broken values',
  'hostile.test.ts': 'hostile values',
  'nulls.test.ts': 'nulls',
  'shown-values.test.ts': 'values that show',
  'template-mutations.test.ts': 'mistakes in templates',
  'lab.test.ts': 'life in a cluster',
}

export const checkNames: readonly string[] = Object.values(checks)

/** One record for each chart that a file of tests is about: its tests stand in a suite of the chart's name, or below one that does not bear it. */
export function recordsOf(module: TestModule, charts: readonly string[], isLong: boolean): readonly Record[] {
  const check = checks[basename(module.moduleId)]
  if (check === undefined) return []
  const tests = [...module.children.allTests()].filter((test) => ['passed', 'failed'].includes(test.result().state))
  return charts.flatMap((chart) => {
    const own = tests.filter((test) => suitesOf(test).includes(chart))
    if (own.length === 0) return []
    const proofs = own.flatMap((test) => test.meta().proof ?? [])
    const seed = proofs.find((proof) => proof.seed !== undefined)?.seed
    return [{
      chart, check, isLong,
      cases: proofs.length > 0 ? sum(proofs.map(({ cases }) => cases)) : own.length,
      failures: own.filter((test) => test.result().state === 'failed').length,
      waivers: sum(proofs.map(({ waivers = 0 }) => waivers)),
      seconds: Math.round(sum(own.map((test) => test.diagnostic()?.duration ?? 0)) / 1000),
      ...(seed === undefined ? {} : { seed }),
    }]
  })
}

function suitesOf(test: TestCase): readonly string[] {
  const names: string[] = []
  for (let parent = test.parent; parent.type === 'suite'; parent = parent.parent) names.push(parent.name)
  return names
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

export interface Record {
  readonly chart: string
  readonly check: string
  /** Whether all was tried, or the sample of an ordinary run. */
  readonly isLong: boolean
  readonly cases: number
  readonly failures: number
  readonly waivers: number
  /** Added up over tests, of which some run side by side. */
  readonly seconds: number
  readonly seed?: number
}
