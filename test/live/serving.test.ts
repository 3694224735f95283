import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { at, mapAt } from '../contracts/read/at.ts'
import { askHttp } from './ask-http.ts'
import { visible } from './characters.ts'
import { openCluster } from './cluster.ts'
import { startControlPlane, type ControlPlane } from './control-plane.ts'
import { gatewayImages } from './debian-images.ts'
import { mlflowImages } from './mlflow-image.ts'
import { obstacle } from './packages.ts'
import type { Pod } from './pod.ts'
import { render } from './render.ts'
import { unreachable } from './unreachable.ts'

/** MLflow takes no other ones in the administrator's password. */
const password = visible
const program = readFileSync(new URL('programs/scaling-model.py', import.meta.url), 'utf8')
const predictPath = '/api/v1/serving/predict'

const reason = (await obstacle(['python3-venv', 'nginx'])) ?? (await unreachable(mlflowImages))

describe.skipIf(reason !== undefined)(`serving runs${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster({ ...gatewayImages, ...(await mlflowImages()) })
  let plane: ControlPlane | undefined
  afterAll(async () => {
    await cluster.close()
    await plane?.stop()
  })
  const serving: Fields = { tracking: { auth: { enabled: true } }, reload: { enabled: true }, wait: { intervalSeconds: 1 } }
  let pod: Pod
  const ask = (path: string, body?: unknown) => askHttp({ address: cluster.services.address('demo-serving'), path, body })
  const predict = async (...rows: readonly (readonly [value: number, seconds: number])[]): Promise<unknown> => {
    const { status, text } = await ask(predictPath, { inputs: rows })
    expect([status, text]).toEqual([200, expect.anything()])
    return JSON.parse(text)
  }
  /** Installs the tracking server, and records a version of the model by the training of its chart. */
  const installMlflow = async (factor: number) => cluster.apply(await render('mlflow', {
    database: { mode: 'uri', uri: { value: 'sqlite:////mlflow/mlflow.db' } },
    auth: { enabled: true, adminPassword: { value: password }, secretKey: { value: '0123456789abcdef' }, databaseUri: { value: 'sqlite:////mlflow/auth.db' } },
    postgresql: { enabled: false },
    training: { enabled: true, environment: 'live', source: 'files', files: { 'train.py': program }, env: { FACTOR: { value: String(factor) } } },
  }))
  const train = async (version: number) => expect(await cluster.run('CronJob/demo-mlflow-training')).toEqual({ exitCode: 0, output: expect.stringContaining(`version: ${version}\n`) })

  test('its pods wait for the server, for the right login and for a model, say so, and go on by themselves', async () => {
    const impatient = { ...serving, wait: { timeoutSeconds: 1, intervalSeconds: 1 } }
    await installMlflow(2)
    await cluster.apply(await render('serving', impatient))
    await expect(cluster.start('Deployment/demo-serving')).rejects.toThrow('the tracking server is not there yet: no answer from http://demo-mlflow:80')
    await (await cluster.start('Deployment/demo-mlflow')).ready(300)
    await expect(cluster.start('Deployment/demo-serving')).rejects.toThrow('models:/demo@production is not there yet')
    await cluster.apply(await render('serving', { ...impatient, tracking: { auth: { enabled: true, password: { value: 'wrong' } } } }))
    await expect(cluster.start('Deployment/demo-serving')).rejects.toThrow('http://demo-mlflow:80 answers 401')
    await cluster.apply(await render('serving', serving))
    let isWaiting = true
    const starting = cluster.start('Deployment/demo-serving').finally(() => (isWaiting = false))
    await sleep(2000)
    expect(isWaiting).toBe(true)
    await train(1)
    pod = await starting
    await pod.ready(300)
    for (const container of ['serving', 'gateway']) expect(await pod.probe('liveness', container)).toMatchObject({ isSuccess: true })
  })

  test('it predicts by the path of the document, and says by it that the model is there', async () => {
    expect(await predict([3, 0], [4, 0])).toEqual({ predictions: [6, 8] })
    expect((await ask(predictPath)).status).toBe(200)
    expect((await ask('/ping')).status).toBe(200)
    expect((await ask('/invocations', { inputs: [[1, 0]] })).status).toBe(200)
    expect((await ask(predictPath, { nothing: 1 })).status).toBe(400)
    expect((await ask('/api/v1/serving/other')).status).toBe(404)
    expect((await ask(predictPath, { inputs: 'x'.repeat(17 * 2 ** 20) })).status).toBe(413)
  })

  test('helm test finds it well', async () => {
    expect(await cluster.run('Pod/demo-serving-connection')).toEqual({ exitCode: 0, output: `http://demo-serving:80${predictPath} 200\n` })
  })

  test('the reload replaces the pods when the registry has another version, and only then', async () => {
    plane = await startControlPlane()
    const api = plane
    await api.openTo(cluster)
    const objects = (await render('serving', serving)).filter(({ metadata }) => metadata.annotations?.['helm.sh/hook'] === undefined)
    await api.kubectl(['apply', '--server-side', '--filename', '-'], objects.map((object) => stringify(object, { version: '1.1' })).join('---\n'))
    const deployment = async () => JSON.parse(await api.kubectl(['get', 'deployment/demo-serving', '--output', 'json'])) as Fields
    let count = 0
    const reload = async () => {
      const name = `reload-${++count}`
      await api.kubectl(['create', 'job', name, '--from', 'cronjob/demo-serving-reload'])
      const { metadata } = await api.podFor(cluster, `batch.kubernetes.io/job-name=${name}`)
      const { exitCode, output } = await cluster.run(`Pod/${metadata.name}`)
      const now = await deployment()
      return [exitCode, output.trim(), mapAt(now, 'spec.template.metadata.annotations')['serving/model-version'], at(now, 'metadata.generation')]
    }
    const uri = 'models:/demo@production'
    expect(await reload()).toEqual([0, `${uri} is version 1, was not known: the pods are replaced`, '1', 2])
    expect(await reload()).toEqual([0, `${uri} is version 1, as before`, '1', 2])
    await installMlflow(-1)
    await train(2)
    expect(await predict([3, 0])).toEqual({ predictions: [6] })
    expect(await reload()).toEqual([0, `${uri} is version 2, was 1: the pods are replaced`, '2', 3])
    const may = (verb: string, what: string) => api.kubectl(['auth', 'can-i', verb, what, '--as', 'system:serviceaccount:live:demo-serving-reload']).then(() => true, () => false)
    expect([await may('patch', 'deployments/demo-serving'), await may('patch', 'deployments/other'), await may('delete', 'deployments/demo-serving'), await may('get', 'secrets')]).toEqual([true, false, false, false])
    await api.kubectl(['delete', 'rolebinding', 'demo-serving-reload'])
    expect(await reload()).toEqual([1, "the Deployment can't be changed: HTTP Error 403: Forbidden", '2', 3])
  })

  test('a pod that is replaced answers first what it was asked, and the new one serves the new version', async () => {
    const [last, next] = await Promise.all([predict([5, 4]), cluster.start('Deployment/demo-serving'), sleep(1000).then(() => pod.stop())])
    expect(last).toEqual({ predictions: [10] })
    // None had to be killed: 143 is what a process says that has ended by SIGTERM.
    expect(await Promise.all(pod.containers.map(async ({ name, ended }) => [name, await ended]))).toEqual([['serving', 143], ['gateway', 0]])
    pod = next
    await pod.ready(300)
    expect(await predict([3, 0])).toEqual({ predictions: [-3] })
  })

  test('with the local preset it serves the version that has the stage of the document', async () => {
    await pod.stop()
    const stage = { name: 'demo', version: '1', stage: 'Production', archive_existing_versions: true }
    expect(await askHttp({ address: cluster.services.address('demo-mlflow'), path: '/api/2.0/mlflow/model-versions/transition-stage', host: 'demo-mlflow', login: ['admin', password], body: stage })).toMatchObject({ status: 200 })
    await cluster.apply(await render('serving', { ...serving, artifacts: { mode: 'proxied' } }, { presets: ['values.local.yaml'] }))
    pod = await cluster.start('Deployment/demo-serving')
    expect(pod.log('wait')).toBe('models:/demo/Production is version 1\n')
    await pod.ready(300)
    expect(await predict([3, 0])).toEqual({ predictions: [6] })
  })
})
