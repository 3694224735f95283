import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { textAt } from '../contracts/read/at.ts'
import { askHttp } from './ask-http.ts'
import { printable, visible } from './characters.ts'
import { openCluster } from './cluster.ts'
import { gatewayImages, redisImages } from './debian-images.ts'
import { entryPoint, entryPointImages } from './entry-point.ts'
import { askStore } from './minio-client.ts'
import { minioImages } from './minio-programs.ts'
import { mlflowImages } from './mlflow-image.ts'
import { obstacle } from './packages.ts'
import type { Pod } from './pod.ts'
import { postgresqlImages, postgresqlMajor } from './postgresql-image.ts'
import { render } from './render.ts'
import { unreachable } from './unreachable.ts'

const reason = (await obstacle(['postgresql', 'redis-server', 'nginx', 'python3-venv'])) ?? (await unreachable(mlflowImages, minioImages, entryPointImages))

/** The whole release, by its default values beside passwords and the image that is nobody's: how the parts find each other, and with which names and Secrets, is the chart's own doing. */
describe.skipIf(reason !== undefined)(`model-platform runs${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster({ ...postgresqlImages(), ...(await minioImages()), ...redisImages, ...gatewayImages, ...(await mlflowImages()), ...(await entryPointImages()) })
  afterAll(() => cluster.close())

  // Which characters MinIO refuses in the name of an account, its own test says.
  const keys = { accessKeyId: `user${visible.replace(/[=,]/g, '')}`, secretAccessKey: `${visible} ü€` }
  const objects = await render('model-platform', {
    // Debian has one of its own.
    postgresql: { majorVersion: postgresqlMajor(), auth: { password: { value: `${printable}ü€` } } },
    redis: { auth: { password: { value: printable } } },
    minio: { auth: { rootUser: { value: `root${visible.replace(/[=,]/g, '')}` }, rootPassword: { value: `${visible} root` } }, users: { mlflow: { accessKey: { value: keys.accessKeyId }, secretKey: { value: keys.secretAccessKey } } } },
    service: { enabled: true, ...entryPoint },
  })
  const named = (kind: string, part: string) => `${kind}/${objects.find((one) => one.kind === kind && one.metadata.name.startsWith(`demo-${part}`))?.metadata.name}`
  const predictPath = '/api/v1/serving/predict'
  let [mlflow, serving, service]: readonly (Pod | undefined)[] = []
  const ask = async (name: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await askHttp({ address: cluster.services.address(name), path, host: name, body })
    expect([name, path, answer.status, answer.text]).toEqual([name, path, 200, expect.anything()])
    return JSON.parse(answer.text)
  }
  const predict = (value: number) => ask('demo-serving', predictPath, { inputs: [[value]] })
  const version = async () => textAt(await ask('demo-mlflow', '/api/2.0/mlflow/registered-models/alias?name=demo&alias=production') as Fields, 'model_version.version')
  const filesOf = async (run: string) => (await askStore(`http://${cluster.services.address('demo-minio')}:9000`, keys, ['ls', '--recursive', 'store/mlflow'])).output.split('\n').filter((line) => line.includes(run))

  test('the stores get their users and buckets, by passwords of any characters, and MLflow its tables', async () => {
    await cluster.apply(objects)
    const setup = cluster.run(named('Job', 'minio-setup'))
    for (const store of ['postgresql', 'minio', 'redis']) await (await cluster.start(`StatefulSet/demo-${store}`)).ready(300)
    expect(await setup).toMatchObject({ exitCode: 0 })
    mlflow = await cluster.start('Deployment/demo-mlflow')
    await mlflow.ready(300)
    expect(await ask('demo-mlflow', '/api/2.0/mlflow/experiments/search?max_results=1')).toMatchObject({ experiments: [{ name: 'Default' }] })
    expect((await askHttp({ address: cluster.services.address('demo-mlflow'), path: '/api/2.0/mlflow/experiments/search?max_results=1', host: 'evil.example.com' })).status).toBe(403)
  })

  test('the model server waits for the first model, which the release makes, and serves it by the path of the document', async () => {
    const starting = cluster.start('Deployment/demo-serving')
    const { exitCode, output } = await cluster.run(named('Job', 'mlflow-training'))
    expect(output).toContain('version 1 of the model demo is in production now')
    expect(exitCode).toBe(0)
    serving = await starting
    await serving.ready(300)
    expect(await predict(3)).toEqual({ predictions: [expect.closeTo(7)] })
  })

  test('the entry point opens Redis and asks the model server', async () => {
    service = await cluster.start('Deployment/demo-service')
    await service.ready()
    expect(await ask('demo-service', '/blacklist')).toEqual(['somebody'])
    expect(await ask('demo-service', '/predict')).toEqual({ predictions: [expect.closeTo(9)] })
  })

  test('a user logs a run, whose files go through the server into the bucket, and puts a model into production', async () => {
    const program = readFileSync(new URL('programs/train.py', import.meta.url), 'utf8')
    const { exitCode, output } = await mlflow!.exec(['env', 'ENV=live', 'MLFLOW_TRACKING_URI=http://demo-mlflow', 'python', '-c', program], 'mlflow', 300)
    expect(output).toContain('greeting: hello')
    expect(exitCode).toBe(0)
    const run = /run: (\w+)/.exec(output)?.[1] ?? ''
    expect(await ask('demo-mlflow', `/api/2.0/mlflow/runs/get?run_id=${run}`)).toMatchObject({ run: { info: { status: 'FINISHED' } } })
    expect(await filesOf(run)).toEqual([expect.stringMatching(/ 5B .*greeting\.txt$/)])
    expect(await version()).toBe('2')
    expect((await askStore(`http://${cluster.services.address('demo-minio')}:9000`, { ...keys, secretAccessKey: 'wrong word' }, ['ls', 'store/mlflow'])).output).toContain('signature')
  })

  test('the model server serves it after a restart, and the entry point has it from there', async () => {
    expect(await predict(3)).toEqual({ predictions: [expect.closeTo(7)] })
    await serving!.stop()
    serving = await cluster.start('Deployment/demo-serving')
    await serving.ready(300)
    expect(serving.log('wait')).toContain('is version 2')
    expect(await predict(3)).toEqual({ predictions: [expect.closeTo(3)] })
    expect(await ask('demo-service', '/predict')).toEqual({ predictions: [expect.closeTo(4)] })
  })

  test('helm test finds every part well, and the release begins no second first model', async () => {
    const tests = objects.filter(({ kind, metadata }) => kind === 'Pod' && metadata.annotations?.['helm.sh/hook'] === 'test').map(({ metadata }) => metadata.name)
    expect(tests).toHaveLength(6)
    for (const name of tests) expect([name, await cluster.run(`Pod/${name}`)]).toMatchObject([name, { exitCode: 0 }])
    expect(await cluster.run(named('Job', 'mlflow-training'))).toMatchObject({ exitCode: 0, output: expect.stringContaining('version 2 of the model demo is in production already') as string })
  })

  test('passwords stand in Secrets and nowhere else', () => {
    const shown = objects.filter(({ kind }) => kind !== 'Secret').filter((object) => JSON.stringify(object).includes(JSON.stringify(visible.slice(0, 40)).slice(1, -1)))
    expect(shown).toEqual([])
  })
})
