import { existsSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartsIn } from '../charts/chart-under-test.ts'
import { openHelm } from '../charts/open-helm.ts'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { listAt, textAt, textsAt } from '../contracts/read/at.ts'
import { eventually } from '../lab/cluster.ts'
import { run } from '../lab/run.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import { startKubeLab, type KubeLab } from '../tools/kube-lab.ts'
import { repositoryFolder } from '../tools/places.ts'

const chart = (await chartsIn(join(repositoryFolder, 'dist-charts'))).find(({ name }) => name === 'metarank')!
const cases = chart.cases.filter(({ name }) => /document|flink/.test(name))
const generations = ['1.0.0', '1.15.0'].map((version) => ({ version, file: join(repositoryFolder, `../shared/crds/flinkdeployments-release-${version}.crd.yml`) }))
const isLeftOut = !generations.every(({ file }) => existsSync(file))

/** Flink's operator is written in Java, and no module brings its definitions. */
describe.skipIf(isLeftOut)(`metarank on Flink${isLeftOut ? ' (left out: the definitions of its operator are not beside the clone)' : ''}`, async () => {
  let lab: KubeLab | undefined
  afterAll(() => lab?.stop())
  const { kubectl } = await ensureTools(['kubectl'])
  const tryCall = async (parameters: readonly string[], input = '') => run([kubectl, '--kubeconfig', lab!.kubeconfig, ...parameters], { cwd: chart.scratch }, input)
  const call = async (parameters: readonly string[], input = ''): Promise<string> => {
    const { exitCode, stdout, stderr } = await tryCall(parameters, input)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    return stdout
  }
  // Right after its making a definition has no conditions, for which `kubectl wait` fails.
  const isEstablished = () => eventually(() => call(['wait', '--for=condition=established', 'crd/flinkdeployments.flink.apache.org']))
  const apply = async (object: KubernetesObject) => call(['apply', '--server-side', '--validate=strict', '--filename', '-'], JSON.stringify(object))

  test.for(generations)('the definition of $version takes its objects whole', async ({ version, file }) => {
    lab ??= await startKubeLab()
    await call(['apply', '--server-side', '--force-conflicts', '--filename', file])
    await isEstablished()
    const namespace = `flink-${version.replaceAll('.', '-')}`
    await call(['create', 'namespace', namespace])
    for (const one of cases) {
      const objects = (await rendered(one, namespace)).filter(({ kind }) => kind === 'FlinkDeployment')
      expect(objects.length).toBeGreaterThan(0)
      for (const object of objects) {
        await apply(object)
        const stored = await call(['get', 'flinkdeployment', object.metadata.name, '--namespace', namespace, '--output', 'json'])
        expect((JSON.parse(stored) as KubernetesObject).spec).toEqual(object.spec)
      }
    }
    const wrong = { apiVersion: 'flink.apache.org/v1beta1', kind: 'FlinkDeployment', metadata: { name: 'wrong', namespace }, spec: { flinkVersion: 'v1_15', job: { jarUri: 'local:///app/metarank.jar' } } }
    expect((await tryCall(['apply', '--server-side', '--validate=strict', '--filename', '-'], JSON.stringify(wrong))).stderr).toContain('jarUri')
  })

  const hasWget = existsSync('/usr/bin/wget')
  test.skipIf(!hasWget)(`what waits for the bootstrap sees its end, with the rights that the chart gives${hasWget ? '' : ' (left out: the image has wget, this machine has not)'}`, async () => {
    lab ??= await startKubeLab()
    await call(['apply', '--server-side', '--force-conflicts', '--filename', generations[1]!.file])
    await isEstablished()
    await call(['create', 'namespace', 'waiting'])
    const objects = await rendered(cases.find(({ name }) => name.includes('flink'))!, 'waiting')
    const find = (kind: string, name: string) => objects.find((object) => object.kind === kind && object.metadata.labels?.['app.kubernetes.io/name'] === name)!
    for (const object of [find('FlinkDeployment', 'bootstrap'), ...['ServiceAccount', 'Role', 'RoleBinding'].map((kind) => find(kind, 'wait'))]) await apply(object)

    const { clusters: [cluster] } = JSON.parse(await call(['config', 'view', '--raw', '--output', 'json'])) as { readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly 'certificate-authority': string } }] }
    const account = join(chart.scratch, 'account')
    await mkdir(account, { recursive: true })
    await copyFile(cluster.cluster['certificate-authority'], join(account, 'ca.crt'))
    const job = find('Job', 'train')
    await writeFile(join(account, 'token'), (await call(['create', 'token', textAt(job, 'spec.template.spec.serviceAccountName'), '--namespace', 'waiting'])).trim())

    const [wait] = listAt(job, 'spec.template.spec.initContainers')
    const variables = Object.fromEntries(listAt(wait, 'env').map((entry: Fields) => [textAt(entry, 'name'), textAt(entry, 'value')]))
    const url = variables['BOOTSTRAP_URL']!.replace('https://kubernetes.default.svc', cluster.cluster.server)
    // Without a level a bash whose stdin is a socket takes itself for a remote shell, and reads the machine's settings.
    const env = { PATH: process.env['PATH'], SHLVL: '1', ...variables, BOOTSTRAP_URL: url, ACCOUNT_FOLDER: account, WAIT_TIMEOUT_SECONDS: '2', WAIT_INTERVAL_SECONDS: '1' }
    const waited = async () => run([...textsAt(wait, 'command'), ...textsAt(wait, 'args')], { cwd: chart.scratch, env })

    const early = await waited()
    expect(early).toMatchObject({ exitCode: 1, stderr: '' })
    expect(early.stdout).toContain('waiting for the end of the bootstrap')
    const status = (state: string) => call(['patch', 'flinkdeployment', find('FlinkDeployment', 'bootstrap').metadata.name, '--namespace', 'waiting', '--subresource=status', '--type=merge', '--patch', JSON.stringify({ status: { jobStatus: { state } } })])
    await status('RUNNING')
    expect(await waited()).toMatchObject({ exitCode: 1 })
    await status('FINISHED')
    expect(await waited()).toEqual({ exitCode: 0, signal: null, stdout: '', stderr: '' })
    expect(listAt(find('Role', 'wait'), 'rules').flatMap((rule) => textsAt(rule, 'resourceNames'))).toEqual([find('FlinkDeployment', 'bootstrap').metadata.name])
  })
})

async function rendered(one: (typeof cases)[number], namespace: string): Promise<readonly KubernetesObject[]> {
  const helm = await openHelm()
  const { error, manifests } = await helm.render({ chart: chart.package, engine: 'helm4', valuesYaml: await helm.valuesOf(one), release: { name: 'demo', namespace } })
  if (error !== undefined) throw new Error(error)
  return manifests.map(({ content }) => parse(content) as KubernetesObject)
}
