import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../cli/run-cli.ts'
import { customResources } from '../tools/crds.ts'
import { templateText } from '../tools/helm-batch.ts'
import { kubernetesSchemas, type KubernetesMinor } from '../tools/kubernetes-schemas.ts'
import type { ChartUnderTest } from './chart-under-test.ts'
import { openHelm } from './open-helm.ts'
import { tools } from './tools.ts'

/** Every object against the schema of its kind: unknown fields, nulls and duplicate keys are refused. */
export function schemaTests(chart: ChartUnderTest): void {
  const cases = minors.flatMap((minor) => chart.cases.map((values) => ({ minor, values })))
  for (const { minor, values } of cases) test(`kubeconform accepts all objects of ${values.name} for Kubernetes ${minor}`, async () => {
    const helm = await openHelm()
    const rendered = await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml: await helm.valuesOf(values), kubeVersion: minor })
    expect(rendered.error).toBeUndefined()
    const file = join(chart.scratch, `${values.name.replaceAll('/', '-')}-${minor}.yaml`)
    await writeFile(file, templateText(rendered))
    const { schemas, skipped } = await customResources()
    const locations = [await kubernetesSchemas(minor), schemas].flatMap((folder) => ['-schema-location', `${folder}/{{.ResourceKind}}{{.KindSuffix}}.json`])
    const skip = skipped.length === 0 ? [] : ['-skip', skipped.map(kindOf).join(',')]
    const validated = await run([tools.kubeconform, '-strict', '-summary', '-output', 'json', '-verbose', ...locations, ...skip, file], { cwd: chart.scratch })
    const { resources, summary } = JSON.parse(validated.stdout) as Answer
    expect(resources.filter(({ status }) => status !== 'statusValid' && status !== 'statusSkipped')).toEqual([])
    expect(summary).toEqual({ valid: rendered.manifests.length - summary.skipped, invalid: 0, errors: 0, skipped: summary.skipped })
    const skippedKinds = resources.filter(({ status }) => status === 'statusSkipped').map(({ kind }) => kind)
    expect(skippedKinds.filter((kind) => !skipped.some((name) => kindOf(name) === kind))).toEqual([])
  })
}

/** The definitions that cannot be had from a module, by name, with their kinds: objects of these are not validated where the file is missing. */
function kindOf(name: string): string {
  const kind = kindsWithoutModule[name]
  if (kind === undefined) throw new Error(`nobody allowed to skip ${name}`)
  return kind
}

const kindsWithoutModule: { readonly [definition: string]: string } = { 'flinkdeployments.flink.apache.org': 'FlinkDeployment' }

const minors: readonly KubernetesMinor[] = process.env['CHARTWRIGHT_LONG'] === '1' ? ['1.37', '1.36', '1.35'] : ['1.37']

interface Answer {
  readonly resources: readonly { readonly kind: string; readonly name: string; readonly status: string; readonly msg?: string }[]
  readonly summary: { readonly valid: number; readonly invalid: number; readonly errors: number; readonly skipped: number }
}
