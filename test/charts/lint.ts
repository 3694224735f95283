import { expect, test } from 'vitest'
import { run } from '../cli/run-cli.ts'
import { valuesParameters, type ChartUnderTest } from './chart-under-test.ts'
import { tools } from './tools.ts'

/** `helm lint --strict`, where every warning is an error. */
export function lintTests(chart: ChartUnderTest): void {
  const cases = chart.cases.flatMap((values) => (['helm3', 'helm4'] as const).map((helm) => ({ helm, values })))
  for (const { helm, values } of cases) test(`${helm} lints it with ${values.name}`, async () => {
    const linted = await run([tools[helm], 'lint', '--strict', chart.package, ...valuesParameters(values)], { cwd: chart.scratch })
    expect(linted, linted.stdout).toMatchObject({ exitCode: 0, stderr: '' })
    expect(linted.stdout).toContain('1 chart(s) linted, 0 chart(s) failed')
    expect(linted.stdout).not.toMatch(/\[(WARNING|ERROR)\]/)
  })
}
