import { expect, test } from 'vitest'
import type { TestCase, TestModule } from 'vitest/node'
import { toolVersions } from '../tools/tool-versions.ts'
import { page } from './page.ts'
import { recordsOf, type Record } from './record.ts'

const record: Record = { chart: 'shop', check: 'contracts', isLong: true, cases: 1200, failures: 0, waivers: 0, seconds: 7 }

test('a chart has a row, a check a column, and what failed or stays stands beside the number', () => {
  const text = page([
    record,
    { ...record, chart: 'mall', check: 'nulls', isLong: false, cases: 40, failures: 2, waivers: 1, seed: 7 },
  ], ['contracts', 'nulls', 'never run'], [{ name: 'helm', version: 'v4' }])
  expect(text).toContain('| chart | contracts | nulls |\n| --- | ---: | ---: |\n| mall |  | ~40 (**2 failed**, 1 waived) |\n| shop | 1200 |  |\n')
  expect(text).toContain('- contracts: 1200 cases, 0 failures, 0 waivers, 7 s\n- nulls: 40 cases, 2 failures, 1 waivers, 7 s; `CHARTWRIGHT_SEED=7`\n')
  expect(text).toContain('- helm v4\n')
  expect(text).toContain('Cells with `~`')
})

test('a page of the long mode says so', () => {
  expect(page([record], ['contracts'], [])).toContain('All of it is of the long mode')
})

test('the tests of a chart are counted, or what they say that they have tried', () => {
  const named = ['shop', 'on Kubernetes 1.37']
  const counted = moduleOf('/test/lab/lab.test.ts', [testOf(named, 'passed'), testOf(named, 'failed'), testOf(named, 'skipped'), testOf([], 'passed')])
  expect(recordsOf(counted, ['shop', 'mall'], true)).toEqual([{ chart: 'shop', check: 'life in a cluster', isLong: true, cases: 2, failures: 1, waivers: 0, seconds: 3 }])
  const told = moduleOf('/test/properties/valid.test.ts', [testOf(['mall'], 'passed', { cases: 800, seed: 3 }), testOf(['mall'], 'passed', { cases: 5, waivers: 1, seed: 3 })])
  expect(recordsOf(told, ['shop', 'mall'], false)).toEqual([{ chart: 'mall', check: 'valid values', isLong: false, cases: 805, failures: 0, waivers: 1, seconds: 3, seed: 3 }])
  expect(recordsOf(moduleOf('/test/unit/other.test.ts', []), ['shop'], true)).toEqual([])
})

test('every tool has a version', () => {
  expect(toolVersions()).toContainEqual({ name: 'kube-lab', version: 'v1.36.4' })
})

function moduleOf(moduleId: string, tests: readonly TestCase[]): TestModule {
  return { moduleId, children: { allTests: () => tests } } as unknown as TestModule
}

function testOf(suites: readonly string[], state: string, proof?: object): TestCase {
  const parent = suites.reduceRight<object>((outer, name) => ({ type: 'suite', name, parent: outer }), { type: 'module' })
  return { parent, result: () => ({ state }), meta: () => ({ proof }), diagnostic: () => ({ duration: 1500 }) } as unknown as TestCase
}
