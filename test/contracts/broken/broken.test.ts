import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartsIn } from '../../charts/chart-under-test.ts'
import { judge, type Finding } from '../run/judge.ts'
import { openSubject } from '../run/open-subject.ts'
import { report } from '../run/report.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'chartwright-broken-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const ways = parse(await readFile(join(here, 'ways.yaml'), 'utf8')) as readonly Way[]
await cp(join(here, 'chart'), join(folder, 'whole'), { recursive: true })
await Promise.all(ways.map(breakChart))
const charts = await chartsIn(folder)

describe('a chart that is broken on purpose', () => {
  for (const { way, caughtBy } of ways) test(`${way} is caught by ${caughtBy.join(' and ')}`, async () => {
    const [whole, broken] = [await findingsOf('whole'), await findingsOf(folderOf(way))]
    const known = new Set(whole.map(keyOf))
    const fresh = broken.filter((finding) => !known.has(keyOf(finding)))
    expect([...new Set(fresh.map(({ contract }) => contract))].sort(), report(fresh)).toEqual(caughtBy)
    // The message says what holds, in which chart, object and place, and what shows it.
    expect(report(fresh)).toMatch(/^[a-z-]+: [A-Z].+\.\n {2}till: \S+ .+\n {6}shown by .+/)
  })

  test('is well before', async () => {
    const about = new Set(ways.flatMap(({ caughtBy }) => caughtBy))
    const found = (await findingsOf('whole')).filter(({ contract }) => about.has(contract))
    expect(found, report(found)).toEqual([])
  })
})

async function breakChart({ way, file, text, becomes }: Way): Promise<void> {
  const place = join(folder, folderOf(way))
  await cp(join(here, 'chart'), place, { recursive: true })
  const whole = await readFile(join(place, file), 'utf8')
  if (whole.split(text).length !== 2) throw new Error(`${file} does not hold the text of "${way}" once`)
  await writeFile(join(place, file), whole.replace(text, () => becomes))
}

function folderOf(way: string): string {
  return way.replace(/[^a-z]+/g, '-')
}

const judgements = new Map<string, Promise<readonly Finding[]>>()

function findingsOf(name: string): Promise<readonly Finding[]> {
  const chart = charts.find((one) => one.folder === join(folder, name))
  if (chart === undefined) throw new Error(`there is no chart "${name}"`)
  const findings = judgements.get(name) ?? openSubject(chart).then(judge).then((judgement) => judgement.findings)
  judgements.set(name, findings)
  return findings
}

function keyOf({ contract, object, path, toggle }: Finding): string {
  return [contract, object, path, toggle].join(' ')
}

interface Way {
  readonly way: string
  readonly file: string
  readonly text: string
  readonly becomes: string
  readonly caughtBy: readonly string[]
}
