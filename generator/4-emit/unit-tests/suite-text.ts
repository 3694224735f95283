import { stringify } from 'yaml'
import type { Json } from '../../model.ts'
import type { Assignment } from './arrangement.ts'
import type { UnitTest } from './tests-of-place.ts'

export interface Suite {
  readonly name: string
  readonly template: string
  readonly release: { readonly [name: string]: Json }
  /** Values files that give what the chart requires, relative to the suite. */
  readonly values: readonly string[]
  readonly set: readonly Assignment[]
  readonly tests: readonly UnitTest[]
}

/** A suite as helm-unittest reads it. */
export function suiteText({ name, template, release, values, set, tests }: Suite): string {
  const suite = {
    suite: name,
    templates: [template],
    release,
    ...(values.length === 0 ? {} : { values }),
    ...(set.length === 0 ? {} : { set: setText(set) }),
    tests: tests.map((test) => ({
      it: test.it,
      ...(test.set.length === 0 ? {} : { set: setText(test.set) }),
      ...(test.documentIndex === undefined ? {} : { documentIndex: test.documentIndex }),
      asserts: [test.assertion],
    })),
  }
  return `# Made from the schema and the sources of the chart.\n${stringify(suite, { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false })}`
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
    result[key] = key in result ? { ...(result[key] as object), ...(nested as object) } : nested
  }
  return result
}
