import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { listAt, mapAt } from '../contracts/read/at.ts'
import { startCluster, type Cluster } from '../lab/cluster.ts'
import { repositoryFolder } from '../tools/places.ts'
import { askHttp } from './ask-http.ts'
import { openCluster } from './cluster.ts'
import type { Images } from './image.ts'
import { mlflowImages } from './mlflow-image.ts'
import { obstacle } from './packages.ts'
import type { Pod } from './pod.ts'
import { render } from './render.ts'
import { openS3Server, s3Program } from './s3-server.ts'
import { unreachable } from './unreachable.ts'

/** Every printable character of ASCII; MLflow takes no other ones in the administrator's password. */
const printable = `${String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index))}!`.replace(' ', '! ')
const keys = { accessKeyId: 'tracker', secretAccessKey: 'secret of the store' }

/** The program that model-platform trains its first model with, y = 2x + 1. */
const platform = parse(readFileSync(join(repositoryFolder, 'dist-charts/model-platform/values.yaml'), 'utf8')) as Fields
const program = String(mapAt(platform, 'mlflow.training.files')['train.py'])
const another = `import mlflow
from sklearn.linear_model import LinearRegression
with mlflow.start_run():
    logged = mlflow.sklearn.log_model(LinearRegression().fit([[0.0], [1.0]], [0.0, -1.0]), name="model", registered_model_name="demo")
mlflow.MlflowClient().set_registered_model_alias("demo", "production", logged.registered_model_version)
`

/** An entry point as somebody might write it: it asks the model API, and Redis with the password, both as its variables say. */
const entryPoint = `import http.server, os, subprocess, urllib.request
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        redis = subprocess.run(["redis-cli", "-h", os.environ["REDIS_HOST"], "-p", os.environ["REDIS_PORT"], "ping"], capture_output=True, text=True, env={**os.environ, "REDISCLI_AUTH": os.environ["REDIS_PASSWORD"]}).stdout
        asked = urllib.request.Request(os.environ["SERVING_URL"], data=b'{"inputs": [[4.0]]}', headers={"Content-Type": "application/json"})
        model = urllib.request.urlopen(asked, timeout=30).read().decode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write((redis + model).encode())
http.server.HTTPServer(("", 8080), Answer).serve_forever()
`
const images: Images = {
  'nginxinc/nginx-unprivileged': { user: '101:101' },
  'valkey/valkey': { user: '999:1000', command: ['redis-server'] },
  'example/service': { entrypoint: ['/usr/bin/python3', '-u', '-c', entryPoint] },
}

const reason = (await obstacle(['python3-venv', 'nginx', 'redis-server'])) ?? (await unreachable(mlflowImages, s3Program))

describe.skipIf(reason !== undefined)(`serving and service run${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster({ ...images, ...(await mlflowImages()) })
  const s3 = await openS3Server(keys, ['models'])
  const lab: Cluster = await startCluster({ hasDefinitions: false })
  afterAll(async () => {
    await cluster.close()
    s3.close()
    await lab.stop()
  })
  const training = (text: string) => ({ enabled: true, mode: 'cronjob', source: 'files', files: { 'train.py': text } })
  const mlflow = {
    database: { mode: 'sqlite' },
    postgresql: { enabled: false },
    artifacts: { mode: 's3', s3: { bucket: 'models', endpoint: 'http://s3:9000', addressingStyle: 'path', accessKeyId: { value: keys.accessKeyId }, secretAccessKey: { value: keys.secretAccessKey } } },
    auth: { enabled: true, adminPassword: { value: printable }, secretKey: { value: '0123456789abcdef' } },
    training: training(program),
  }
  const serving = { tracking: { auth: { enabled: true } }, reload: { enabled: true } }
  let pod: Pod | undefined
  const predict = async (input: number): Promise<unknown> => {
    const { status, text } = await askHttp({ address: cluster.services.address('demo-serving'), path: '/api/v1/serving/predict', body: { inputs: [[input]] } })
    expect([status, text]).toEqual([200, expect.any(String)])
    return (JSON.parse(text) as { readonly predictions: readonly number[] }).predictions.map((value) => Math.round(value * 1000) / 1000)
  }
  const template = async () => JSON.parse(await lab.kubectl(['get', 'deployment/demo-serving', '--namespace', 'live', '--output', 'jsonpath={.spec.template.metadata.annotations}'])) as { readonly [name: string]: string }

  test('the model API waits for the server, for the right login and for a model, and says so', async () => {
    await cluster.services.addOutside('s3', 9000, { host: '127.0.0.1', port: s3.port })
    const impatient = { wait: { timeoutSeconds: 1, intervalSeconds: 1 } }
    await cluster.apply(await render('serving', { ...serving, tracking: { auth: { enabled: true, password: { value: printable } } }, ...impatient }))
    await expect(cluster.start('Deployment/demo-serving')).rejects.toThrow('the tracking server is not there yet')
    await cluster.apply(await render('mlflow', mlflow))
    await (await cluster.start('Deployment/demo-mlflow')).ready(300)
    await expect(cluster.start('Deployment/demo-serving')).rejects.toThrow('models:/demo@production is not there yet')
    await cluster.apply(await render('serving', { ...serving, tracking: { auth: { enabled: true, password: { value: 'wrong' } } }, ...impatient }))
    await expect(cluster.start('Deployment/demo-serving')).rejects.toThrow('401')
  })

  test('the first model of the platform is trained, served and predicts by the path of the document', async () => {
    expect(await cluster.run('CronJob/demo-mlflow-training')).toMatchObject({ exitCode: 0, output: expect.stringContaining('version 1 of the model demo is in production now') })
    expect(await cluster.run('CronJob/demo-mlflow-training')).toMatchObject({ exitCode: 0, output: expect.stringContaining('version 1 of the model demo is in production already') })
    await cluster.apply(await render('serving', serving))
    pod = await cluster.start('Deployment/demo-serving')
    await pod.ready(300)
    expect(await predict(3)).toEqual([7])
    const asked = (path: string, body?: unknown) => askHttp({ address: cluster.services.address('demo-serving'), path, ...(body === undefined ? {} : { body }) })
    expect((await asked('/api/v1/serving/predict')).status).toBe(200)
    expect((await asked('/ping')).status).toBe(200)
    expect((await asked('/api/v1/serving/predict', { nothing: 1 })).status).toBe(400)
    expect((await asked('/api/v1/serving/other')).status).toBe(404)
    expect(await cluster.run('Pod/demo-serving-connection')).toMatchObject({ exitCode: 0 })
  })

  test('an entry point finds the model API and Redis by its variables, with a password of any characters', async () => {
    await cluster.apply(await render('redis', { auth: { password: { value: printable } } }))
    await (await cluster.start('StatefulSet/demo-redis')).ready()
    await cluster.apply(await render('service', { image: { repository: 'example/service', tag: '1' }, healthPath: '' }))
    const service = await cluster.start('Deployment/demo-service')
    await service.ready()
    const { text } = await askHttp({ address: cluster.services.address('demo-service'), path: '/' })
    expect(text).toMatch(/^PONG\n.*"predictions": \[(9\.0|8\.99)/)
    await service.stop()
  })

  test('a new version in the registry replaces the pods, once', async () => {
    const [server = ''] = /127\.0\.0\.1:\d+/.exec(await lab.kubectl(['config', 'view', '--output', 'jsonpath={.clusters[0].cluster.server}'])) ?? []
    await cluster.services.addOutside('kubernetes.default.svc', 443, { host: '127.0.0.1', port: Number(server.split(':')[1]) })
    const objects = await render('serving', serving)
    await lab.kubectl(['create', 'namespace', 'live'])
    const inCluster = objects.filter(({ kind, metadata }) => /^(ServiceAccount|Role|RoleBinding|Deployment)$/.test(kind) && metadata.annotations?.['helm.sh/hook'] === undefined)
    await lab.kubectl(['apply', '--filename', '-'], inCluster.map((object) => stringify(object, { version: '1.1' })).join('---\n'))
    await cluster.apply([...(await accountFiles(lab)), ...objects.map((object) => (object.kind === 'CronJob' ? withAccount(object) : object))])
    const reload = async () => (await cluster.run('CronJob/demo-serving-reload')).output
    expect(await reload()).toContain('version 1, was not known: the pods are replaced')
    expect(await reload()).toContain('version 1, as before')
    await cluster.apply((await render('mlflow', { ...mlflow, training: training(another) })))
    expect(await cluster.run('CronJob/demo-mlflow-training')).toMatchObject({ exitCode: 0 })
    expect(await predict(3)).toEqual([7])
    expect(await reload()).toContain('version 2, was 1: the pods are replaced')
    expect(await template()).toMatchObject({ 'serving/model-version': '2' })
    expect(await reload()).toContain('version 2, as before')
  })

  test('the account of the reload may do this, and nothing else', async () => {
    const can = async (verb: string, what: string) => {
      const answer = await lab.kubectl(['auth', 'can-i', verb, what, '--namespace', 'live', '--as', 'system:serviceaccount:live:demo-serving-reload']).catch((error: Error) => error.message)
      return /^yes/m.test(answer)
    }
    expect(await Promise.all([can('patch', 'deployments/demo-serving'), can('patch', 'deployments/other'), can('delete', 'deployments/demo-serving'), can('get', 'secrets')])).toEqual([true, false, false, false])
  })

  test('new pods serve the new version, and stop in time', async () => {
    await pod?.stop()
    pod = await cluster.start('Deployment/demo-serving')
    await pod.ready(300)
    expect(await predict(3)).toEqual([-3])
    const start = Date.now()
    await pod.stop()
    expect(Date.now() - start).toBeLessThan(25_000)
  })
})

const folder = '/var/run/secrets/kubernetes.io/serviceaccount'

/** What the cluster would put into the pod: the account's token and the authority that the server's certificate is from. */
async function accountFiles(lab: Cluster): Promise<readonly KubernetesObject[]> {
  const token = await lab.kubectl(['create', 'token', 'demo-serving-reload', '--namespace', 'live'])
  const authority = await lab.kubectl(['get', 'configmap/kube-root-ca.crt', '--namespace', 'live', '--output', 'jsonpath={.data.ca\\.crt}'])
  return [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'account' }, stringData: { token: token.trim(), 'ca.crt': authority } }]
}

function withAccount(cronJob: KubernetesObject): KubernetesObject {
  const spec = mapAt(cronJob, 'spec.jobTemplate.spec.template.spec')
  expect(spec['automountServiceAccountToken']).toBe(true)
  const containers = listAt(spec, 'containers').map((container) => ({ ...container, volumeMounts: [...listAt(container, 'volumeMounts'), { name: 'account', mountPath: folder, readOnly: true }] }))
  const pod = { ...spec, containers, volumes: [...listAt(spec, 'volumes'), { name: 'account', secret: { secretName: 'account' } }] }
  return { ...cronJob, spec: { ...mapAt(cronJob, 'spec'), jobTemplate: { spec: { template: { metadata: mapAt(cronJob, 'spec.jobTemplate.spec.template.metadata'), spec: pod } } } } }
}
