import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chartsIn } from '../charts/chart-under-test.ts'
import { contracts } from './contracts.ts'
import type { ChartContract, Rendering } from './model.ts'
import { openSubject } from './run/open-subject.ts'
import { parseManifest } from './run/parse-manifest.ts'

const folder = await mkdtemp(join(tmpdir(), 'chartwright-contracts-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A contract that nothing breaks proves nothing: each is shown what it must catch. */
describe('catches', () => {
  for (const contract of contracts.filter((one) => one.kind === 'rendering')) test(contract.name, () => {
    expect(contract.check(rendering(contract.caught, contract.caughtWith))).not.toEqual([])
    expect(contract.check(rendering(''))).toEqual([])
  })

  for (const contract of contracts.filter((one) => one.kind === 'change')) test(contract.name, () => {
    const [before, after] = [rendering(contract.caught.before), rendering(contract.caught.after)]
    expect(contract.check(before, after)).not.toEqual([])
    expect(contract.check(before, before)).toEqual([])
  })
})

describe('catches with Helm', async () => {
  const ofCharts = contracts.filter((contract) => contract.kind === 'chart')
  await Promise.all(ofCharts.map(writeChart))
  const charts = await chartsIn(folder)
  for (const contract of ofCharts) test(contract.name, async () => {
    const chart = charts.find(({ name }) => name === contract.name)
    if (chart === undefined) return expect.fail('there is no such chart')
    const subject = await openSubject(chart)
    expect(await subject.render({})).not.toHaveProperty('refusal')
    expect(await contract.check(subject)).not.toEqual([])
  })
})

test('has names and sentences of their own', () => {
  expect(new Set(contracts.map(({ name }) => name)).size).toBe(contracts.length)
  expect(new Set(contracts.map(({ sentence }) => sentence)).size).toBe(contracts.length)
  expect(contracts.filter(({ name, sentence }) => !/^[a-z]+(-[a-z]+)*$/.test(name) || !/^[A-Z].*\.$/.test(sentence))).toEqual([])
})

function rendering(manifests: string, others: Partial<Pick<Rendering, 'values' | 'notes'>> = {}): Rendering {
  const objects = manifests === '' ? [] : manifests.split('\n---\n').map(parseManifest)
  return { chart: { name: 'shop', version: '1.0.0' }, release: { name: 'r', namespace: 'ns' }, values: {}, objects, others: [], notes: '', ...others }
}

async function writeChart({ name, caught }: ChartContract): Promise<void> {
  const files = { 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nappVersion: "1"\n`, 'values.yaml': '{}\n', ...caught }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true })
    await writeFile(join(folder, name, path), text)
  }
}
