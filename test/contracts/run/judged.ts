import type { ChartUnderTest } from '../../charts/chart-under-test.ts'
import { remembered } from '../../charts/remembered.ts'
import { ensureTools } from '../../tools/ensure-tools.ts'
import { judge, type Judgement } from './judge.ts'
import { openSubject } from './open-subject.ts'

/** The judgement of a chart, known already if neither the chart nor what judges it has changed. */
export async function judged(chart: ChartUnderTest): Promise<Judgement> {
  const { helmBatch } = await ensureTools(['helmBatch'])
  const isLong = process.env['CHARTWRIGHT_LONG'] === '1'
  const depends = { sources: ['test/contracts', 'test/charts', 'test/tools/helm-batch.ts', 'test/tools/random-entries.ts', 'test/tools/random-entries.yaml'], tools: [helmBatch], others: [isLong ? 'long' : 'ordinary'] }
  return remembered(`contracts-${chart.name}`, chart, depends, async () => judge(await openSubject(chart)))
}
