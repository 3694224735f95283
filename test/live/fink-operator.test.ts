import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartsIn } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import type { KubernetesObject } from '../contracts/model.ts'
import { eventually } from '../lab/cluster.ts'
import { run } from '../lab/run.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import { startKubeLab, type KubeLab } from '../tools/kube-lab.ts'
import { repositoryFolder } from '../tools/places.ts'

const chart = (await chartsIn(join(repositoryFolder, 'dist-charts'))).find(({ name }) => name === 'fink')!
const stages = ['stream2raw', 'raw2science', 'distribute']
const kinds = ['sparkapplications', 'scheduledsparkapplications']
const generations = [{ version: '2.1.0', hasTimeZone: false }, { version: '2.5.2', hasTimeZone: true }].map((generation) => ({
  ...generation,
  files: kinds.map((kind) => join(repositoryFolder, `../shared/crds/${kind}-v${generation.version}.crd.yaml`)),
}))
const isLeftOut = !generations.every(({ files }) => files.every((file) => existsSync(file)))

/** No module brings the definitions of the older operator, so both are read from beside the clone. */
describe.skipIf(isLeftOut)(`fink by the Spark operator${isLeftOut ? ' (left out: the definitions of the operator are not beside the clone)' : ''}`, async () => {
  let lab: KubeLab | undefined
  afterAll(() => lab?.stop())
  const { kubectl } = await ensureTools(['kubectl'])
  const tryCall = async (parameters: readonly string[], input = '') => run([kubectl, '--kubeconfig', lab!.kubeconfig, ...parameters], { cwd: chart.scratch }, input)
  const call = async (parameters: readonly string[], input = ''): Promise<string> => {
    const { exitCode, stdout, stderr } = await tryCall(parameters, input)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    return stdout
  }
  const apply = ['apply', '--server-side', '--validate=strict', '--filename', '-']

  test.for(generations)('the definitions of $version take its objects whole', async ({ version, hasTimeZone, files }) => {
    lab ??= await startKubeLab()
    await call(['apply', '--server-side', '--force-conflicts', ...files.flatMap((file) => ['--filename', file])])
    const namespace = `spark-${version.replaceAll('.', '-')}`
    await call(['create', 'namespace', namespace])
    const objects = await rendered(namespace)
    expect(new Set(objects.map(({ kind }) => kind))).toEqual(new Set(['SparkApplication', 'ScheduledSparkApplication']))

    // The server takes a while to serve a definition, or another one of the same name: then it judges by this field, which only one knows.
    const scheduled = objects.find(({ kind }) => kind === 'ScheduledSparkApplication')!
    const zoned = { ...scheduled, spec: { ...scheduled.spec as object, timeZone: 'Europe/Paris' } }
    await eventually(async () => {
      const { exitCode, stderr } = await tryCall([...apply, '--dry-run=server'], JSON.stringify(zoned))
      expect({ isTaken: exitCode === 0, names: stderr.includes('.spec.timeZone') }).toEqual({ isTaken: hasTimeZone, names: !hasTimeZone })
    })
    for (const object of objects) {
      await call(apply, JSON.stringify(object))
      const stored = await call(['get', object.kind, object.metadata.name, '--namespace', namespace, '--output', 'json'])
      expect((JSON.parse(stored) as KubernetesObject).spec).toEqual(object.spec)
    }
    const wrong = { ...scheduled, metadata: { name: 'wrong', namespace }, spec: { ...scheduled.spec as object, template: { type: 'Python', sparkVersion: '3.4.1', driver: {}, executor: {} } } }
    expect((await tryCall(apply, JSON.stringify(wrong))).stderr).toContain('spec.template.mainApplicationFile: Required value')
  })
})

/** What the operator gets of every preset that it starts, and of all of these by a schedule. */
async function rendered(namespace: string): Promise<readonly KubernetesObject[]> {
  const helm = await openHelm()
  const objects = await Promise.all(chart.cases.flatMap((one, index) => [{}, Object.fromEntries(stages.map((stage) => [stage, { schedule: '1 0 * * *' }]))].map(async (others, time) => {
    const name = `case-${index}-${time}`
    const valuesYaml = await helm.valuesOf(one, others)
    if (!/^launcher: operator$/m.test(valuesYaml)) return []
    const { error, manifests } = await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml, release: { name, namespace } })
    if (error !== undefined) throw new Error(`${one.name}: ${error}`)
    return manifests.map(({ content }) => parse(content) as KubernetesObject)
  })))
  return objects.flat().filter(({ apiVersion }) => apiVersion.startsWith('sparkoperator.k8s.io/'))
}
