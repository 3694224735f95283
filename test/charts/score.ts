import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { run } from '../cli/run-cli.ts'
import { templateText, type Rendered } from '../tools/helm-batch.ts'
import type { ChartUnderTest, ValuesCase } from './chart-under-test.ts'
import { openHelm } from './open-helm.ts'
import { tools } from './tools.ts'

/** kube-score with all its checks, the optional ones too, except for what the list beside this file waives. */
export function scoreTests(chart: ChartUnderTest): void {
  for (const values of chart.cases) test(`kube-score finds nothing in ${values.name}`, async () => {
    const findings = await scored(chart, values)
    expect(findings.filter((finding) => !waivers.some((waiver) => isWaived(finding, waiver)))).toEqual([])
  })
}

/** Waivers that none of these charts needs any more. */
export async function staleWaivers(charts: readonly ChartUnderTest[]): Promise<readonly Waiver[]> {
  const findings = (await Promise.all(charts.flatMap((chart) => chart.cases.map((values) => scored(chart, values))))).flat()
  return waivers.filter((waiver) => !findings.some((finding) => isWaived(finding, waiver)))
}

const known = new Map<string, Promise<readonly Finding[]>>()

/** Each case is scored once, also when the stale waivers are looked for. */
function scored(chart: ChartUnderTest, values: ValuesCase): Promise<readonly Finding[]> {
  const key = `${chart.package} ${values.name}`
  const findings = known.get(key) ?? score(chart, values)
  known.set(key, findings)
  return findings
}

async function score(chart: ChartUnderTest, values: ValuesCase): Promise<readonly Finding[]> {
  const helm = await openHelm()
  const rendered = await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml: await helm.valuesOf(values) })
  expect(rendered.error).toBeUndefined()
  const file = join(chart.scratch, `${values.name.replaceAll('/', '-')}-score.yaml`)
  await writeFile(file, templateText(rendered))
  const flags = ['--output-format', 'json', '--all-default-optional', '--disable-ignore-checks-annotations', '--kubernetes-version', 'v1.37']
  const { stdout, stderr } = await run([tools.kubescore, 'score', ...flags, file], { cwd: chart.scratch })
  expect(stderr).toBe('')
  const objects = JSON.parse(stdout) as readonly ScoredObject[]
  expect(objects.length).toBeGreaterThan(0)
  const origins = originsOf(chart, rendered)
  return objects.flatMap((object) =>
    object.checks
      .filter(({ grade, skipped }) => grade < allOk && !skipped)
      .flatMap(({ check, comments }) => (comments ?? []).map(({ path, summary }) => ({
        chart: chart.name, origin: origins.get(`${object.type_meta.kind}/${object.object_meta.name}`) ?? chart.name, values: values.name, object: `${object.type_meta.kind}/${object.object_meta.name}`, check: check.id, at: path, says: summary,
      }))),
  )
}

/** The chart that each object is of: the tested one, or one that it brings along. */
function originsOf(chart: ChartUnderTest, { manifests }: Rendered): ReadonlyMap<string, string> {
  const metadata = chart.files.filter(({ path }) => /(^|\/)Chart\.yaml$/.test(path)).map(({ text }) => parse(text) as { readonly dependencies?: readonly { readonly name: string; readonly alias?: string }[] })
  const names = new Map(metadata.flatMap(({ dependencies = [] }) => dependencies.map(({ name, alias }) => [alias ?? name, name])))
  return new Map(manifests.flatMap(({ path, content }) => {
    const key = /^(?:[^]*\/)?charts\/([^/]+)\/templates\//.exec(path)?.[1]
    const { kind, metadata: { name } } = parse(content) as { readonly kind: string; readonly metadata: { readonly name: string } }
    return key === undefined ? [] : [[`${kind}/${name}`, names.get(key) ?? key]]
  }))
}

/** A waiver for a chart holds for its objects wherever they come along, unless it is for some values only. */
function isWaived(finding: Finding, waiver: Waiver): boolean {
  const isOfOrigin = waiver.values === undefined && waiver.chart === finding.origin
  const patterns = [[isOfOrigin ? undefined : waiver.chart, finding.chart], [waiver.values, finding.values], [waiver.object, finding.object], [waiver.at, finding.at], [waiver.says, finding.says]] as const
  return waiver.check === finding.check && patterns.every(([pattern, text]) => pattern === undefined || new RegExp(`^(${pattern})$`).test(text))
}

const waivers = parse(readFileSync(new URL('./kube-score-waivers.yaml', import.meta.url), 'utf8')) as readonly Waiver[]

/** The best of kube-score's grades. */
const allOk = 10

/** What is waived: a check, where patterns of the other fields match whole texts; a field that is left out matches all. */
interface Waiver {
  readonly check: string
  readonly chart?: string
  readonly values?: string
  readonly object?: string
  readonly at?: string
  readonly says?: string
  readonly reason: string
}

interface Finding {
  readonly chart: string
  /** The chart that the object is of. */
  readonly origin: string
  readonly values: string
  readonly object: string
  readonly check: string
  readonly at: string
  readonly says: string
}

interface ScoredObject {
  readonly type_meta: { readonly kind: string }
  readonly object_meta: { readonly name: string }
  readonly checks: readonly {
    readonly check: { readonly id: string }
    readonly grade: number
    readonly skipped: boolean
    readonly comments: readonly { readonly path: string; readonly summary: string }[] | null
  }[]
}
