import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import { customResources } from './crds.ts'
import { ensureTools } from './ensure-tools.ts'
import { startKubeLab } from './kube-lab.ts'

const { kubectl, helm4, kubeLab } = await ensureTools(['kubectl', 'helm4', 'kubeLab'])
const lab = await startKubeLab({ registry: true })
afterAll(() => lab.stop())

const restricted = `
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }`
const container = (image = 'web:1', more = '') => `
        - name: web
          image: ${image}
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }${more}`

test('it says its version, and its node is ready', async () => {
  expect(await kube(['version'])).toContain('Server Version: v1.37.1')
  expect(await kube(['get', 'nodes'])).toMatch(/node-0 +Ready/)
})

test('a deployment becomes available', async () => {
  const namespace = await newNamespace()
  await apply(namespace, deployment('web', container()))
  expect(await kube(['rollout', 'status', 'deployment/web', '--timeout=20s', '--namespace', namespace])).toContain('successfully rolled out')
})

test('a deployment that is told so never becomes ready', async () => {
  const namespace = await newNamespace()
  await apply(namespace, deployment('web', container(), '{ kube-lab/ready: "no" }'))
  await expectSoon(namespace, 'pods', '{.items[*].status.phase}', 'Running')
  await expect(kube(['rollout', 'status', 'deployment/web', '--timeout=3s', '--namespace', namespace])).rejects.toThrow('timed out')
  expect(await read(namespace, 'pods', '{.items[*].status.containerStatuses[*].ready}')).toBe('false')
})

test('an image that does not exist cannot be pulled', async () => {
  const namespace = await newNamespace()
  await apply(namespace, deployment('web', container('does-not-exist:1')))
  await expectSoon(namespace, 'pods', '{.items[*].status.containerStatuses[*].state.waiting.reason}', 'ImagePullBackOff')
  expect(await read(namespace, 'pods', '{.items[*].status.phase}')).toBe('Pending')
})

test('jobs complete, and fail when they are told so', async () => {
  const namespace = await newNamespace()
  await apply(namespace, job('good', 'Never'))
  await apply(namespace, job('bad', 'Never', '{ kube-lab/exit: "3" }'))
  await apply(namespace, job('bad-again', 'OnFailure', '{ kube-lab/exit: "1" }'))
  const wait = (name: string, condition: string) => kube(['wait', `job/${name}`, `--for=condition=${condition}`, '--timeout=30s', '--namespace', namespace])
  await Promise.all([wait('good', 'Complete'), wait('bad', 'Failed'), wait('bad-again', 'Failed')])
  expect(await read(namespace, 'pods', '{.items[?(@.metadata.labels.job-name=="bad")].status.containerStatuses[*].state.terminated.exitCode}')).toContain('3')
}, 60_000)

test('a deployment whose pods fail crashes in a loop', async () => {
  const namespace = await newNamespace()
  await apply(namespace, deployment('web', container(), '{ kube-lab/exit: "1" }'))
  await expectSoon(namespace, 'pods', '{.items[*].status.containerStatuses[*].state.waiting.reason}', 'CrashLoopBackOff')
})

test('init containers end and sidecars run', async () => {
  const namespace = await newNamespace()
  const initContainers = `
      initContainers:${container().replace('name: web', 'name: first')}${container('web:1', '\n          restartPolicy: Always').replace('name: web', 'name: sidecar')}`
  await apply(namespace, deployment('web', container()).replace('\n      containers:', `${initContainers}\n      containers:`))
  await kube(['rollout', 'status', 'deployment/web', '--timeout=20s', '--namespace', namespace])
  const states = await read(namespace, 'pods', '{range .items[*].status.initContainerStatuses[*]}{.name}={.state.terminated.reason}{.started} {end}')
  expect(states).toBe('first=Completedtrue sidecar=true ')
})

test('claims are bound, and a stateful set starts', async () => {
  const namespace = await newNamespace()
  await apply(namespace, `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: data }
spec:
  serviceName: data
  replicas: 2
  selector: { matchLabels: { app: data } }
  template:
    metadata: { labels: { app: data } }
    spec:${restricted}
      containers:${container()}
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`)
  await kube(['rollout', 'status', 'statefulset/data', '--timeout=30s', '--namespace', namespace])
  expect(await read(namespace, 'pvc', '{.items[*].status.phase}')).toBe('Bound Bound')
  const volume = await read(namespace, 'pvc/data-data-0', '{.spec.volumeName}')
  await kube(['delete', 'statefulset/data', 'pvc/data-data-0', '--namespace', namespace])
  await kube(['wait', `pv/${volume}`, '--for=delete', '--timeout=20s'])
}, 60_000)

test('a load balancer gets an address', async () => {
  const namespace = await newNamespace()
  await apply(namespace, `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] }
`)
  await expectSoon(namespace, 'service/web', '{.status.loadBalancer.ingress[0].ip}', '192.0.2.1')
})

test('pods that are not restricted are refused, unless the namespace says that they may be', async () => {
  const namespace = await newNamespace()
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: loose }\nspec: { containers: [{ name: a, image: a }] }\n'
  await expect(apply(namespace, pod)).rejects.toThrow('violates PodSecurity "restricted:latest"')
  await kube(['label', 'namespace', namespace, 'pod-security.kubernetes.io/enforce=privileged'])
  expect(await apply(namespace, pod)).toContain('pod/loose created')
})

test('definitions of custom resources are established', async () => {
  const { crds } = await customResources()
  await kube(['apply', '--server-side', ...crds.flatMap((file) => ['--filename', file])])
  await kube(['wait', 'crd', '--all', '--for=condition=Established', '--timeout=30s'])
  const names = (await kube(['get', 'crd', '--output', 'name'])).trim().split('\n')
  expect(names).toHaveLength(crds.length)
}, 60_000)

test('a chart goes through the registry and is installed by the real Helm', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chartwright-kube-lab-'))
  const namespace = await newNamespace()
  try {
    await run(helm4, ['package', join(import.meta.dirname, 'fixtures/plain'), '--destination', folder])
    await run(helm4, ['push', join(folder, 'plain-1.2.3.tgz'), `oci://${lab.registry}/charts`, '--plain-http'])
    await run(helm4, ['install', 'r', `oci://${lab.registry}/charts/plain`, '--plain-http', '--namespace', namespace, '--wait', '--timeout', '30s'])
    expect(await read(namespace, 'configmap/r-plain', '{.data.number}')).toBe('3')
  } finally {
    await rm(folder, { recursive: true })
  }
}, 60_000)

test('it ends with the process that has started it, and leaves nothing', async () => {
  // The parent is killed as hard as can be, so it has no chance to tell kube-lab anything.
  const program = `
    const { spawn } = require('node:child_process')
    spawn(process.argv[1], { stdio: ['pipe', 'inherit', 'inherit'] })
  `
  const parent = spawn(process.execPath, ['--eval', program, kubeLab], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]()
  const { kubeconfig } = JSON.parse(String((await lines.next()).value)) as { readonly kubeconfig: string }
  expect(existsSync(dirname(kubeconfig))).toBe(true)
  parent.kill('SIGKILL')
  // The pipe ends when the last process that writes to it has ended, and that is kube-lab.
  expect((await lines.next()).done).toBe(true)
  expect(existsSync(dirname(kubeconfig))).toBe(false)
}, 60_000)

if (process.env['CHARTWRIGHT_LONG'] === '1') test('Kubernetes 1.36 is there as it was', { timeout: 1_800_000 }, async () => {
  const older = await startKubeLab({ version: 'v1.36' })
  const versions = await run(kubectl, ['--kubeconfig', older.kubeconfig, 'get', '--raw', '/version'])
  expect(JSON.parse(versions)).toMatchObject({ gitVersion: 'v1.36.4' })
  await older.stop()
})

test('an older version is emulated, and one that cannot be is refused with the reason', async () => {
  const older = await startKubeLab({ emulatedVersion: '1.35' })
  const versions = await run(kubectl, ['--kubeconfig', older.kubeconfig, 'get', '--raw', '/version'])
  expect(JSON.parse(versions)).toMatchObject({ emulationMinor: '35' })
  expect(existsSync(dirname(older.kubeconfig))).toBe(true)
  await older.stop()
  expect(existsSync(dirname(older.kubeconfig))).toBe(false)
  await expect(startKubeLab({ emulatedVersion: '1.20' })).rejects.toThrow('emulation version 1.20 is not between')
}, 60_000)

let namespaces = 0

async function newNamespace(): Promise<string> {
  const name = `test-${++namespaces}`
  await kube(['create', 'namespace', name])
  // Pods are admitted only once the controller has made the account.
  await expectSoon(name, 'serviceaccount/default', '{.metadata.name}', 'default')
  return name
}

function deployment(name: string, containers: string, annotations = '{}'): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} }, annotations: ${annotations} }
    spec:${restricted}
      containers:${containers}
`
}

function job(name: string, restartPolicy: string, annotations = '{}'): string {
  return `
apiVersion: batch/v1
kind: Job
metadata: { name: ${name} }
spec:
  backoffLimit: 1
  template:
    metadata: { annotations: ${annotations} }
    spec:${restricted}
      restartPolicy: ${restartPolicy}
      containers:${container()}
`
}

async function expectSoon(namespace: string, what: string, path: string, wanted: string): Promise<void> {
  await expect.poll(() => read(namespace, what, path).catch(() => ''), { timeout: 15_000, interval: 200 }).toBe(wanted)
}

function read(namespace: string, what: string, path: string): Promise<string> {
  return kube(['get', what, '--namespace', namespace, '--output', `jsonpath=${path}`])
}

function apply(namespace: string, manifest: string): Promise<string> {
  return kube(['apply', '--namespace', namespace, '--filename', '-'], manifest)
}

function kube(parameters: readonly string[], input = ''): Promise<string> {
  return run(kubectl, parameters, input)
}

function run(executable: string, parameters: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...process.env, KUBECONFIG: lab.kubeconfig } }
    const program = execFile(executable, parameters, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error(stderr))
    })
    program.stdin?.end(input)
  })
}
