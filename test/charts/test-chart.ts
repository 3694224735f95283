import type { ChartUnderTest } from './chart-under-test.ts'
import { lintTests } from './lint.ts'
import { packageTests } from './package.ts'
import { schemaTests } from './schemas.ts'
import { scoreTests } from './score.ts'
import { sizeTests } from './size.ts'
import { suiteTests } from './suites.ts'
import { templateTests } from './template.ts'

/** All that is tested of any chart. To be called in a `describe`. */
export function testChart(chart: ChartUnderTest): void {
  for (const tests of [lintTests, templateTests, schemaTests, scoreTests, packageTests, suiteTests, sizeTests]) tests(chart)
}
