import { expect, test } from 'vitest'
import { releaseSize, secretLimit } from '../../generator/5-package/release-size.ts'
import type { ChartUnderTest } from './chart-under-test.ts'
import { endsOf } from './ends.ts'
import { openHelm } from './open-helm.ts'

/** What the chart costs whoever installs it, in time and in space. */
export function sizeTests(chart: ChartUnderTest): void {
  test('the schema costs little of the time of helm template', async () => {
    const helm = await openHelm()
    for (const engine of ['helm3', 'helm4'] as const) {
      // What is between the two costs something between.
      for (const values of endsOf(chart.cases)) {
        const valuesYaml = await helm.valuesOf(values)
        const render = async (skipSchemaValidation: boolean): Promise<number> => {
          const start = performance.now()
          const { error } = await helm.render({ chart: chart.package, engine, valuesYaml, skipSchemaValidation })
          expect(error).toBeUndefined()
          return performance.now() - start
        }
        await render(false)
        const runs = []
        for (let run = 0; run < 3; run++) runs.push({ without: await render(true), full: await render(false) })
        const [without, full] = [median(runs.map((run) => run.without)), median(runs.map((run) => run.full))]
        const cost = median(runs.map((run) => run.full - run.without))
        console.info(`${chart.name} ${values.name} ${engine}: rendered in ${full.toFixed()} ms, ${without.toFixed()} ms without its schema`)
        expect(cost, `${values.name} in ${engine}`).toBeLessThan(1000)
      }
    }
  })

  test('a release fits into the Secret that Helm keeps it in', () => {
    const bytes = releaseSize({ name: chart.name, version: chart.version, values: 0, files: chart.files })
    console.info(`${chart.name}: a release takes about ${Math.round(bytes / 1024)} KiB of the ${Math.round(secretLimit / 1024)} KiB of a Secret`)
    expect(bytes).toBeGreaterThan(1024)
    expect(bytes).toBeLessThan(secretLimit)
  })
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0
}
