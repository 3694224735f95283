import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { at } from '../contracts/read/at.ts'
import { render } from '../live/render.ts'

const charts = new URL('../../charts-src/', import.meta.url)
const presets = [
  ...readdirSync(charts).filter((chart) => existsSync(new URL(`${chart}/values.gitops.yaml`, charts))).map((chart) => [chart, 'values.gitops.yaml'] as const),
  ['ml-platform', 'values.prod.yaml'] as const,
]

/** Argo CD and Flux make an object anew that is gone: the cluster may delete no Job that has ended. */
describe.each(presets)('%s with %s', (chart, preset) => {
  test('keeps its Jobs', async () => {
    const jobs = (await render(chart, {}, { presets: [preset] })).filter(({ kind, metadata }) => kind === 'Job' && metadata.annotations?.['helm.sh/hook'] === undefined)
    expect(jobs.filter((job) => at(job, 'spec.ttlSecondsAfterFinished') !== 2147483647).map(({ metadata }) => metadata.name)).toEqual([])
  })
})
