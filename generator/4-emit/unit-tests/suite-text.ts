import type { Json } from '../../model.ts'
import { mergeOver, settings, type Assignment } from './arrangement.ts'
import { blockYaml } from './block-yaml.ts'
import type { Run } from './join-tests.ts'
import type { UnitTest } from './unit-test.ts'

export interface Suite {
  readonly name: string
  readonly template: string
  readonly release: { readonly [name: string]: Json }
  /** Values files that give what the chart requires, relative to the suite. */
  readonly values: readonly string[]
  readonly set: readonly Assignment[]
  readonly runs: readonly Run[]
}

/** A suite as helm-unittest reads it. */
export function suiteText({ name, template, release, values, set, runs }: Suite): string {
  const suite = {
    suite: name,
    templates: [template],
    release,
    ...(values.length === 0 ? {} : { values }),
    ...(set.length === 0 ? {} : { set: setText(set) }),
    tests: runs.map(({ arrangement, tests }) => ({
      it: title(tests),
      ...(arrangement.assignments.length === 0 ? {} : { set: setText(settings(arrangement)) }),
      asserts: tests.map(({ assertion }) => assertion),
    })),
  }
  return `# Made from the schema and the sources of the chart.\n${blockYaml(suite)}`
}

function title([first, ...more]: readonly UnitTest[]): string {
  return more.length === 0 ? first!.title : `${first!.title}, and ${more.length} more`
}

/** `a.b: 1`; from the first key that is no plain word on, nested. */
function setText(assignments: readonly Assignment[]): { readonly [path: string]: Json } {
  const result: { [path: string]: Json } = {}
  for (const { path, value } of assignments) {
    const isPlain = (segment: string): boolean => /^[A-Za-z_][\w-]*$/.test(segment)
    const end = path.findIndex((segment) => !isPlain(segment))
    const head = end === -1 ? path : path.slice(0, Math.max(end, 1))
    const nested = path.slice(head.length).reduceRight<Json>((inner, segment) => ({ [segment]: inner }), value)
    const key = head.join('.')
    result[key] = key in result ? mergeOver(result[key], nested) : nested
  }
  return result
}
