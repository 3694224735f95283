import { execFile } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { listAt, textAt } from '../contracts/read/at.ts'
import { askHttp } from './ask-http.ts'
import { visible } from './characters.ts'
import { openCluster } from './cluster.ts'
import { minioProgram } from './minio-programs.ts'
import { mlflowImages, olderMlflow } from './mlflow-image.ts'
import { obstacle } from './packages.ts'
import { postgresqlImages, postgresqlMajor } from './postgresql-image.ts'
import { render } from './render.ts'
import { openS3Server } from './s3-server.ts'
import { unreachable } from './unreachable.ts'

/** Some beyond ASCII, where a password meets URIs, quotes, percent signs and shells. */
const databasePassword = `${visible} ü€`
const login: readonly [string, string] = ['ad min%', `${visible} %(x)s \${y} $z`]
const keys = { accessKeyId: 'tracker', secretAccessKey: 'secret of the store' }
const program = readFileSync(new URL('programs/train.py', import.meta.url), 'utf8')

const reason = (await obstacle(['postgresql', 'python3-venv'])) ?? (await unreachable(mlflowImages, olderMlflow, () => minioProgram('minio')))

describe.skipIf(reason !== undefined)(`mlflow runs${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster({ ...postgresqlImages(), ...(await mlflowImages()) })
  const s3 = await openS3Server(keys, ['models'])
  afterAll(async () => {
    await cluster.close()
    s3.close()
  })
  const experiments = '/tools/api/2.0/mlflow/experiments/search?max_results=1'
  const values = {
    postgresql: { majorVersion: postgresqlMajor(), auth: { password: { value: databasePassword } }, databases: { old: {} } },
    artifacts: { mode: 's3', s3: { bucket: 'models', endpoint: 'http://s3:9000', addressingStyle: 'path', accessKeyId: { value: keys.accessKeyId }, secretAccessKey: { value: keys.secretAccessKey } } },
    staticPrefix: '/tools',
    auth: { enabled: true, adminUsername: login[0], adminPassword: { value: login[1] }, secretKey: { value: '0123456789abcdef' } },
    metrics: { enabled: true, serviceMonitor: { enabled: true } },
    gc: { enabled: true, olderThan: '' },
    training: { enabled: true, environment: 'live', source: 'files', files: { 'train.py': program } },
  }
  const address = () => cluster.services.address('demo-mlflow')
  const ask = (path: string, host = 'demo-mlflow', by: readonly [string, string] | undefined = login, body?: unknown) => askHttp({ address: address(), path, host, ...(by === undefined ? {} : { login: by }), body })
  const query = async (database: string, sql: string) => (await promisify(execFile)('psql', ['-h', cluster.services.address('demo-mlflow-postgresql'), '-U', 'mlflow', '-d', database, '-Atc', sql], { env: { ...process.env, PGPASSWORD: databasePassword } })).stdout.trim()
  let run = ''

  test('it makes its tables in an empty database, and serves', async () => {
    await cluster.services.addOutside('s3', 9000, { host: '127.0.0.1', port: s3.port })
    await cluster.apply(await render('mlflow', values))
    await (await cluster.start('StatefulSet/demo-mlflow-postgresql')).ready(300)
    const pod = await cluster.start('Deployment/demo-mlflow')
    await pod.ready(300)
    expect((await pod.probe('liveness')).isSuccess).toBe(true)
    expect(await query('mlflow', 'select count(*) from alembic_version')).toBe('1')
    expect(await query('mlflow_auth', 'select username from users')).toBe(login[0])
  })

  test('it knows who logs in, by a password of any characters', async () => {
    expect((await ask(experiments)).status).toBe(200)
    expect((await ask(experiments, 'demo-mlflow', [login[0], 'wrong'])).status).toBe(401)
    expect((await askHttp({ address: address(), path: experiments, host: 'demo-mlflow' })).status).toBe(401)
    expect((await askHttp({ address: address(), path: '/tools/health', host: 'demo-mlflow' })).status).toBe(200)
  })

  test('it answers to its names, and to no other', async () => {
    const known = ['demo-mlflow', 'demo-mlflow:80', 'demo-mlflow.live.svc.cluster.local', 'localhost:4500', '127.0.0.1:4500', '[::1]:4500', '10.1.2.3:5000', '172.31.2.3:5000', '100.64.1.2:5000', '[fd12:3456::7]:5000']
    for (const host of known) expect([host, (await ask(experiments, host)).status]).toEqual([host, 200])
    for (const host of ['evil.example.com', 'demo-mlflow.example.com', '172.32.2.3:5000', '203.0.113.7']) expect([host, (await ask(experiments, host)).status]).toEqual([host, 403])
  })

  test('its metrics answer as the ServiceMonitor asks', async () => {
    const monitor = (await render('mlflow', values)).find(({ kind }) => kind === 'ServiceMonitor')
    const [endpoint = {}] = listAt(monitor ?? {}, 'spec.endpoints')
    const part = (name: string) => cluster.contents('Secret', textAt(endpoint, `basicAuth.${name}.name`))[textAt(endpoint, `basicAuth.${name}.key`)]?.toString() ?? ''
    const answer = await ask(textAt(endpoint, 'path'), '198.18.1.1:5000'.replace('198.18', '10.18'), [part('username'), part('password')])
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('mlflow_http_request_total{method="GET",status="200"}')
  })

  test('the training records a model, whose files go through the server into the bucket', async () => {
    const { exitCode, output } = await cluster.run('CronJob/demo-mlflow-training')
    expect(output).toContain('greeting: hello')
    expect(exitCode).toBe(0)
    run = /run: (\w+)/.exec(output)?.[1] ?? ''
    expect(readdirSync(`${s3.folder}/models/0`)).toContain(run)
    const alias = await ask('/tools/api/2.0/mlflow/registered-models/alias?name=demo&alias=production')
    expect(JSON.parse(alias.text)).toMatchObject({ model_version: { name: 'demo', version: '1', status: 'READY' } })
    expect((await ask(`/tools/api/2.0/mlflow/runs/get?run_id=${run}`)).text).toContain('"live"')
  })

  test('helm test finds it well', async () => {
    const { exitCode, output } = await cluster.run('Pod/demo-mlflow-connection')
    expect(output).toContain('/health 200')
    expect(exitCode).toBe(0)
  })

  test('the garbage collection removes what was deleted, with its files', async () => {
    expect((await ask('/tools/api/2.0/mlflow/runs/delete', 'demo-mlflow', login, { run_id: run })).status).toBe(200)
    const { exitCode, output } = await cluster.run('CronJob/demo-mlflow-gc')
    expect(output).toContain(run)
    expect(exitCode).toBe(0)
    expect((await ask(`/tools/api/2.0/mlflow/runs/get?run_id=${run}`)).status).toBe(404)
    expect(readdirSync(`${s3.folder}/models/0`)).not.toContain(run)
  })

  test('a second pod finds nothing left to migrate, and a database of an older MLflow is brought up to date', async () => {
    const [version, users] = [await query('mlflow', 'select version_num from alembic_version'), await query('mlflow_auth', 'select count(*) from users')]
    const older = await olderMlflow()
    const host = cluster.services.address('demo-mlflow-postgresql')
    await promisify(execFile)(`${older}/bin/python`, ['-c', 'from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore; SqlAlchemyStore("postgresql+psycopg2://", "/tmp").create_experiment("old")'], { env: { PATH: process.env['PATH'], PGHOST: host, PGUSER: 'mlflow', PGDATABASE: 'old', PGPASSWORD: databasePassword } })
    expect(await query('old', 'select version_num from alembic_version')).not.toBe(version)
    await (await cluster.start('Deployment/demo-mlflow')).kill()
    expect(await query('mlflow', 'select version_num from alembic_version')).toBe(version)
    expect(await query('mlflow_auth', 'select count(*) from users')).toBe(users)
    await cluster.apply(await render('mlflow', { ...values, postgresql: { ...values.postgresql, auth: { ...values.postgresql.auth, database: 'old' } } }))
    await (await cluster.start('Deployment/demo-mlflow')).kill()
    expect(await query('old', 'select version_num from alembic_version')).toBe(version)
    expect(await query('old', "select count(*) from experiments where name = 'old'")).toBe('1')
  })
})
