import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { askHttp } from './ask-http.ts'
import { openCluster } from './cluster.ts'
import { entityServiceImages } from './entity-service-image.ts'
import { obstacle } from './packages.ts'
import { postgresqlImages, postgresqlMajor } from './postgresql-image.ts'
import { psql } from './postgresql-client.ts'
import { render } from './render.ts'
import { unreachable } from './unreachable.ts'
import { until } from './until.ts'

/** The application puts its passwords into URLs as they are, so these are all characters that the chart lets through. */
const password = 'aZ09._~-'
const login: readonly [string, string] = ['n1', `${String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index))}`]

const reason = (await obstacle(['nginx', 'postgresql', 'redis-server', 'python3-venv'])) ?? (await unreachable(entityServiceImages))

describe.skipIf(reason !== undefined)(`entity-service runs${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster({ ...postgresqlImages(), ...(await entityServiceImages()) })
  afterAll(() => cluster.close())

  const values = {
    postgresql: { majorVersion: postgresqlMajor(), auth: { password: { value: password } } },
    redis: { auth: { password: { value: password } } },
    api: { gunicorn: { workers: 2 } },
    monitor: { basicAuth: { value: login.join(':') } },
    metrics: { intervalSeconds: 1, uploads: true },
  }
  const install = async (more: Fields = {}, api: Fields = {}): Promise<string> => {
    const objects = await render('entity-service', { ...values, ...more, api: { ...values.api, ...api } })
    await cluster.apply(objects)
    return `Job/${objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.includes('-migration-'))?.metadata.name}`
  }
  const database = (sql: string) => psql(cluster.services.address('demo-entity-service-postgresql'), { user: 'entityservice', password }, sql)

  test('the migration waits for the database, reports a failure, leaves nothing half done, and runs once', async () => {
    const migration = await install({ migration: { env: { FAIL_MIGRATION: { value: '1' } } } })
    const unwanted = await cluster.start(migration)
    await until(async () => unwanted.log().includes('waiting for the database'))
    await unwanted.stop()
    expect(await unwanted.containers[0]?.ended).toBe(143)
    const failing = cluster.run(migration)
    await sleep(2000)
    await (await cluster.start('StatefulSet/demo-entity-service-postgresql')).ready()
    const failed = await failing
    expect(failed.output).toContain('waiting for the database')
    expect(failed.output).toContain('this migration was told to fail')
    expect(failed.exitCode).not.toBe(0)
    expect((await database("SELECT to_regclass('projects') IS NULL")).output).toBe('t')

    const again = await install()
    const both = await Promise.all([cluster.run(again), cluster.run(again)])
    expect(both.map(({ exitCode }) => exitCode), both.map(({ output }) => output).join('\n')).toEqual([0, 0])
    expect(both.map(({ output }) => output).join('').match(/the tables are made/g)).toHaveLength(1)
    expect((await database('SELECT version_num FROM alembic_version')).output).toBe('first')
  })

  test('nothing is undone in the database of a newer image', async () => {
    await database("UPDATE alembic_version SET version_num = 'second'")
    const { exitCode, output } = await cluster.run(await install())
    expect(output).toContain('the database is at second')
    expect(exitCode).toBe(0)
    await database("UPDATE alembic_version SET version_num = 'first'")
  })

  test('the API waits for the migration, and is ready when it gets into database and Redis', async () => {
    await (await cluster.start('StatefulSet/demo-entity-service-redis')).ready()
    await database('ALTER TABLE alembic_version RENAME TO later')
    const starting = cluster.start('Deployment/demo-entity-service-api')
    await sleep(3000)
    await database('ALTER TABLE later RENAME TO alembic_version')
    const pod = await starting
    await pod.ready()
    expect(pod.log('wait-for-migration')).toContain('the database is at nothing, this image needs first')
    expect((await pod.probe('liveness', 'www')).isSuccess).toBe(true)
    expect(await askHttp({ address: cluster.services.address('demo-entity-service-api'), path: '/api/v1/status' })).toMatchObject({ status: 200, text: expect.stringContaining('"project_count": 0') })
    expect(pod.log('www')).toContain('"GET /api/v1/status HTTP/1.1"')
    await pod.kill()
  })

  test('the exporter tells how the API is doing, and removes the project by which it measures uploads', async () => {
    await install()
    const api = await cluster.start('Deployment/demo-entity-service-api')
    await api.ready()
    const exporter = await cluster.start('Deployment/demo-entity-service-metrics')
    await exporter.ready()
    const metrics = async () => (await askHttp({ address: cluster.services.address('demo-entity-service-metrics'), port: 8080, path: '/metrics' })).text
    await until(async () => (await metrics()).includes('es_upload_request_latency_seconds_count 2'))
    const text = await metrics()
    for (const line of ['es_up 1', 'es_failures_total 0', 'mapping_rate 12345', 'mapping_counter_total 0', 'es_status_request_latency_seconds_bucket{le="+Inf"} ']) expect(text).toContain(`\n${line}`)
    expect((await database('SELECT count(*) > 1 FROM projects WHERE marked_for_deletion')).output).toBe('t')
    await api.kill()
    await until(async () => (await metrics()).includes('\nes_up 0'))
    expect((await exporter.probe('liveness')).isSuccess).toBe(true)
    await exporter.stop()
    expect(await exporter.containers[0]?.ended).toBe(0)
    expect((await database('SELECT count(*) FROM projects WHERE NOT marked_for_deletion')).output).toBe('0')
  })

  test('all projects are deleted by way of the API', async () => {
    await install({ jobs: { deleteAll: { enabled: true } } })
    const api = await cluster.start('Deployment/demo-entity-service-api')
    await api.ready()
    await database("INSERT INTO projects VALUES ('one', 'first token'), ('two', 'second token')")
    expect(await cluster.run('CronJob/demo-entity-service-delete-all')).toMatchObject({ exitCode: 0, output: expect.stringContaining('2 of 2 projects are deleted') })
    expect((await database('SELECT count(*) FROM projects WHERE NOT marked_for_deletion')).output).toBe('0')
    await api.kill()
  })

  test('nginx takes an upload in as a whole before the application sees it, and tells it who asks for what', async () => {
    await install({}, { www: { trustedProxies: ['198.18.0.0/16'] } })
    const pod = await cluster.start('Deployment/demo-entity-service-api')
    await pod.ready()
    const address = pod.address
    const body = Buffer.alloc(3_000_000, 'x')
    const upload = openUpload(address, body.length, { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https', host: 'es.example.com', authorization: 'token' })
    upload.write(body.subarray(0, 2_000_000))
    await sleep(1000)
    expect((await askHttp({ address, port: 8851, path: '/api/v1/begun' })).text).toBe('{"begun": false}')
    upload.write(body.subarray(2_000_000))
    const { status, text } = await upload.answer
    expect(status).toBe(200)
    expect(JSON.parse(text)).toEqual({
      sha256: createHash('sha256').update(body).digest('hex'),
      headers: { HTTP_HOST: 'es.example.com', HTTP_X_FORWARDED_FOR: '192.0.2.7, 192.0.2.7', HTTP_X_FORWARDED_PROTO: 'https', HTTP_AUTHORIZATION: 'token' },
    })
    expect((await askHttp({ address, port: 8851, path: '/' })).status).toBe(404)
    await pod.kill()
  })

  test('what is too large is refused, as is who asks too often; other clients are not, and a slow one does not keep the only process from saying that it lives', async () => {
    await install({}, { gunicorn: { workers: 1 }, www: { requestBuffering: false, maxBodySize: 1, trustedProxies: ['198.18.0.0/16'], rateLimit: { perClient: 1, burstPerClient: 2 } } })
    const pod = await cluster.start('Deployment/demo-entity-service-api')
    await pod.ready()
    const from = (client: string, size: number) => {
      const upload = openUpload(pod.address, size, { 'x-forwarded-for': client })
      upload.write(Buffer.alloc(size))
      return upload.answer
    }
    expect((await from('192.0.2.1', 1_048_577)).status).toBe(413)
    const many = await Promise.all(Array.from({ length: 10 }, () => from('192.0.2.2', 10)))
    expect(many.filter(({ status }) => status === 429).length).toBeGreaterThan(3)
    expect(many.filter(({ status }) => status === 200).length).toBeGreaterThan(1)
    expect((await from('192.0.2.3', 10)).status).toBe(200)
    const upload = openUpload(pod.address, 20, { 'x-forwarded-for': '192.0.2.4' })
    await pod.exec(['rm', '-f', '/tmp/uploads-begun'])
    upload.write(Buffer.alloc(10))
    await until(async () => (await pod.exec(['test', '-e', '/tmp/uploads-begun'])).exitCode === 0)
    expect(await pod.probe('liveness')).toMatchObject({ isSuccess: true })
    upload.write(Buffer.alloc(10))
    expect((await upload.answer).status).toBe(200)
    await pod.kill()
  })

  test('requests that run when the configuration is read anew, or the pod stops, come to their end', async () => {
    await install()
    const pod = await cluster.start('Deployment/demo-entity-service-api')
    await pod.ready()
    const slow = () => askHttp({ address: pod.address, port: 8851, path: '/api/v1/slow' })
    const first = slow()
    await sleep(500)
    expect(await pod.exec(['nginx', '-c', '/etc/nginx-conf/nginx.conf', '-s', 'reload'], 'www')).toMatchObject({ exitCode: 0 })
    expect((await askHttp({ address: pod.address, port: 8851, path: '/api/v1/version' })).status).toBe(200)
    expect((await first).status).toBe(200)
    const second = slow()
    await sleep(500)
    await pod.stop()
    expect(await second).toMatchObject({ status: 200, text: '{"slow": true}' })
  })

  test('a migration that fails leaves the old version serving, and says how to look and how to try again; a rollback brings the old version back', async () => {
    const version = async () => (await askHttp({ address: cluster.services.address('demo-entity-service-api'), path: '/api/v1/version' })).text
    const status = async () => (await askHttp({ address: cluster.services.address('demo-entity-service-api'), path: '/api/v1/status' })).status
    const [api, worker] = ['Deployment/demo-entity-service-api', 'Deployment/demo-entity-service-worker'] as const
    await cluster.run(await install())
    const old = [await cluster.start(api), await cluster.start(worker)]
    for (const pod of old) await pod.ready()

    const next = { image: { repository: 'data61/anonlink-app-next' } }
    const failed = await cluster.run(await install({ ...next, migration: { env: { FAIL_MIGRATION: { value: '1' } } } }))
    expect(failed.exitCode).not.toBe(0)
    expect(failed.output).toMatch(/this migration was told to fail\n[^]*kubectl --namespace live delete job --selector app.kubernetes.io\/name=migration,app.kubernetes.io\/instance=demo\nhelm upgrade demo CHART --namespace live --reuse-values\n$/)
    const starting = [cluster.start(api), cluster.start(worker)]
    expect(await Promise.race([...starting, sleep(8000, 'they wait')])).toBe('they wait')
    expect([await version(), await status()]).toEqual(['{"entityservice": "entity-service"}', 200])
    for (const pod of old) expect(await pod.probe('readiness')).toMatchObject({ isSuccess: true })

    expect(await cluster.run(await install(next))).toMatchObject({ exitCode: 0 })
    const young = await Promise.all(starting)
    for (const pod of young) {
      await pod.ready()
      expect(pod.log('wait-for-migration')).toContain('the database is at first, this image needs second. See: kubectl --namespace live logs --tail=100 --selector app.kubernetes.io/name=migration,app.kubernetes.io/instance=demo')
    }
    for (const pod of old) await pod.kill()
    expect([await version(), await status()]).toEqual(['{"entityservice": "entity-service-next"}', 200])

    expect(await cluster.run(await install())).toMatchObject({ exitCode: 0, output: expect.stringContaining('the database is at second, which a newer image has made: nothing is undone') })
    const back = await cluster.start(api)
    await back.ready()
    for (const pod of young) await pod.kill()
    expect([await version(), await status()]).toEqual(['{"entityservice": "entity-service"}', 200])
    await back.kill()
  })
})

/** An upload of which a part may still be on its way. */
function openUpload(address: string, size: number, headers: Readonly<Record<string, string>>) {
  const question = request({ host: address, port: 8851, path: '/api/v1/projects/a/clks', method: 'POST', headers: { ...headers, 'content-length': size } })
  const answer = new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
    question.on('error', reject).on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
    })
  })
  return { write: (part: Buffer) => void question.write(part), answer }
}
