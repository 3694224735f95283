import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chartsIn } from '../charts/chart-under-test.ts'
import { prove } from '../scoreboard/proof.ts'
import { repositoryFolder } from '../tools/places.ts'
import { contracts } from './contracts.ts'
import type { Judgement } from './run/judge.ts'
import { judged } from './run/judged.ts'
import { report } from './run/report.ts'
import { isWaived, waivers } from './run/waivers.ts'

const charts = await chartsIn(join(repositoryFolder, 'dist-charts'))

const judgements = new Map<string, Promise<Judgement>>()

/** One judgement of a chart for all its tests. */
function judgementOf(chart: (typeof charts)[number]): Promise<Judgement> {
  const judgement = judgements.get(chart.name) ?? judged(chart)
  judgements.set(chart.name, judgement)
  return judgement
}

for (const chart of charts) {
  describe(chart.name, () => {
    test('renders its scenarios, and refuses few toggles, each with a message', async () => {
      const { renderings, refused, findings } = await judgementOf(chart)
      const list = refused.map(({ scenario, toggle, message }) => `${scenario} ${toggle}: ${message.split('\n').at(-1)}`).join('\n')
      prove({ cases: renderings * contracts.length, waivers: findings.filter((finding) => waivers.some((waiver) => isWaived(finding, waiver))).length })
      expect(renderings).toBeGreaterThan(chart.cases.length)
      expect(refused.filter(({ toggle }) => toggle === ''), list).toEqual([])
      expect(refused.length / renderings, list).toBeLessThan(0.08)
    })

    for (const { name, sentence } of contracts) test(`${name}: ${sentence}`, async () => {
      const { findings } = await judgementOf(chart)
      const broken = findings.filter((finding) => finding.contract === name && !waivers.some((waiver) => isWaived(finding, waiver)))
      if (broken.length > 0) expect.fail(`\n${report(broken)}`)
    })
  })
}

test('every waiver names a contract, gives a reason and is still needed', async () => {
  const findings = (await Promise.all(charts.map(judgementOf))).flatMap((judgement) => judgement.findings)
  const stale = waivers.filter((waiver) => !findings.some((finding) => isWaived(finding, waiver)))
  expect(stale).toEqual([])
  expect(waivers.filter(({ contract, reason }) => reason.length < 20 || !contracts.some(({ name }) => name === contract))).toEqual([])
})
