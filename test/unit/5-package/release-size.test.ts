import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkReleaseSize } from '../../../generator/5-package/check-release-size.ts'
import { releaseSize, secretLimit } from '../../../generator/5-package/release-size.ts'
import type { ChartFile, ChartMetadata, Diagnostic } from '../../../generator/model.ts'

/** Text that nothing can make smaller. */
function noise(length: number): string {
  let text = ''
  for (let index = 0; text.length < length; index++) text += createHash('sha256').update(String(index)).digest('base64')
  return text.slice(0, length)
}

function sizeOf(files: readonly ChartFile[]): number {
  return releaseSize({ name: 'demo', version: '1.0.0', values: 0, files: [{ path: 'Chart.yaml', text: 'name: demo\n' }, ...files] })
}

test('every file counts but those that Helm leaves out', () => {
  const empty = sizeOf([])
  expect(sizeOf([{ path: 'files/data.txt', text: noise(30_000) }])).toBeGreaterThan(empty + 30_000)
  expect(sizeOf([{ path: 'tests/data.txt', text: noise(30_000) }, { path: '.helmignore', text: '/tests/\n' }])).toBeLessThan(empty + 200)
})

test('of a chart below, only what its templates print counts', () => {
  const empty = sizeOf([])
  expect(sizeOf([{ path: 'charts/sub/files/data.txt', text: noise(30_000) }])).toBe(empty)
  const own = sizeOf([{ path: 'templates/a.yml', text: noise(30_000) }])
  const below = sizeOf([{ path: 'charts/sub/templates/a.yml', text: noise(30_000) }])
  expect(below).toBeGreaterThan(empty + 20_000)
  expect(below).toBeLessThan(own)
})

test('more than 60 % of a Secret is a warning, more than all of it an error', () => {
  const severities = [0.5, 0.61, 1.01].map((share) => {
    const told: Diagnostic[] = []
    checkReleaseSize({ name: 'demo' } as ChartMetadata, { path: 'charts-src/demo/chart.yaml', text: '' }, share * secretLimit, (diagnostic) => told.push(diagnostic))
    return told.map(({ severity, message }) => `${severity}: ${message}`)
  })
  expect(severities).toEqual([
    [],
    ['warning: a release of "demo" takes 61 % of the Secret that Helm stores it in'],
    ['error: a release of "demo" takes 101 % of the Secret that Helm stores it in'],
  ])
})
