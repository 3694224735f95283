import { expect, test } from 'vitest'
import { releaseSize, secretLimit } from '../../generator/5-package/release-size.ts'
import type { ChartUnderTest } from './chart-under-test.ts'

/** Values, notes and hooks of a user need room too. */
const share = 0.6

/** What the chart costs whoever installs it, in space. */
export function sizeTests(chart: ChartUnderTest): void {
  test('a release fits into the Secret that Helm keeps it in', () => {
    const bytes = releaseSize({ name: chart.name, version: chart.version, values: 0, files: chart.files })
    console.info(`${chart.name}: a release takes about ${Math.round(bytes / 1024)} KiB of the ${Math.round(secretLimit / 1024)} KiB of a Secret`)
    expect(bytes).toBeGreaterThan(1024)
    expect(bytes).toBeLessThan(share * secretLimit)
  })
}
