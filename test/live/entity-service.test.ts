import { once } from 'node:events'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { listAt, mapAt } from '../contracts/read/at.ts'
import { openCluster } from './cluster.ts'
import { entityServiceImages } from './entity-service-image.ts'
import { obstacle } from './packages.ts'
import type { Pod } from './pod.ts'
import { psql } from './postgresql-client.ts'
import { postgresqlImages, postgresqlMajor } from './postgresql-image.ts'
import { render } from './render.ts'
import { sendRequest, type Answer } from './send-request.ts'
import { unreachable } from './unreachable.ts'

/** What the chart lets through in a URL, and every printable character that a login may have. */
const password = 'Aa0._~-Zz9'
const login = `ad min!"#$%&'()*+-./;<=>?@[]^_\`{|}~:pass word!"#$%&'()*+-./:;<=>?@[]^_\`{|}~`
const authorization = `Basic ${Buffer.from(login).toString('base64')}`
const mebibyte = 1024 * 1024

const reason = (await obstacle(['nginx', 'redis-server', 'postgresql', 'python3-venv'])) ?? (await unreachable(entityServiceImages))

describe.skipIf(reason !== undefined)(`the entity service runs${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const images = { ...postgresqlImages(), ...(await entityServiceImages()) }
  const cluster = openCluster(images)
  afterAll(() => cluster.close())

  const valuesFor = (more: Fields = {}): Fields => ({
    postgresql: { majorVersion: postgresqlMajor(), auth: { password: { value: password }, postgresPassword: { value: password } } },
    redis: { auth: { password: { value: password } } },
    provision: { minio: false },
    objectStore: { server: 'minio.example.com:9000', accessKey: { value: 'key' }, secretKey: { value: 'secret' } },
    migration: { connectSeconds: 120 },
    api: {
      gunicorn: { workers: 1, gracefulTimeout: 30 },
      terminationGracePeriodSeconds: 60,
      www: { maxBodySize: 2, allowOrigin: 'https://app.example.com', rateLimit: { perClient: 1000, burstPerClient: 1000, perPod: 1000, burstPerPod: 1000 } },
    },
    monitor: { basicAuth: { value: login } },
    metrics: { intervalSeconds: 1 },
    jobs: { deleteAll: { enabled: true } },
    ...more,
  })
  let objects: readonly KubernetesObject[] = []
  const apply = async (values: Fields): Promise<void> => {
    objects = await render('entity-service', values)
    await cluster.apply(objects)
  }
  const migration = (): string => `Job/${objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.includes('-migration-'))?.metadata.name ?? ''}`
  const start = async (workload: string): Promise<Pod> => {
    const pod = await cluster.start(workload)
    await pod.ready()
    return pod
  }
  const ask = (path: string, more: object = {}): Promise<Answer> => sendRequest({ address: cluster.services.address('demo-entity-service-api'), path, ...more })
  const query = async (sql: string): Promise<string> => (await psql(cluster.services.address('demo-entity-service-postgresql'), { user: 'entityservice', password }, sql)).output
  const redis = async (...words: readonly string[]): Promise<string> => (await queue.exec(['redis-cli', ...words])).output.trim()
  const sendTask = (by: Pod, name: string, seconds: number) => by.exec(['celery', '--app=entityservice.async_worker', 'call', 'entityservice.async_worker.take', `--args=${JSON.stringify([name, seconds])}`])
  let queue: Pod
  let api: Pod
  let worker: Pod

  test('the API waits for the migration, of which two at a time do the work once', async () => {
    await apply(valuesFor())
    await start('StatefulSet/demo-entity-service-postgresql')
    queue = await start('StatefulSet/demo-entity-service-redis')
    let isStarted = false
    const starting = cluster.start('Deployment/demo-entity-service-api').finally(() => (isStarted = true))
    await sleep(2000)
    expect(isStarted).toBe(false)
    const both = await Promise.all([cluster.run(migration()), cluster.run(migration())])
    expect(both.map(({ exitCode, output }) => [exitCode, output])).toEqual([[0, expect.anything()], [0, expect.anything()]])
    expect(both.filter(({ output }) => output.includes('a1 -> b2')).length).toBeLessThanOrEqual(1)
    expect(await query('SELECT version_num FROM alembic_version')).toBe('b2')
    api = await starting
    await api.ready()
    for (const container of ['api', 'www']) expect(await api.probe('liveness', container)).toMatchObject({ isSuccess: true })
    expect(JSON.parse((await ask('/api/v1/status')).text)).toMatchObject({ status: 'ok', project_count: 0 })
  })

  test('nginx says who asks and how, answers browsers, and knows nothing else', async () => {
    const answer = await ask('/api/v1/version', { headers: { 'x-forwarded-proto': 'https', 'x-real-ip': '1.2.3.4' } })
    expect(JSON.parse(answer.text)).toEqual({ entityservice: 'stand-in', address: expect.stringMatching(/^198\.18\./), scheme: 'https' })
    expect(answer.headers['access-control-allow-origin']).toBe('https://app.example.com')
    expect(JSON.parse((await ask('/api/v1/version')).text)).toMatchObject({ scheme: 'http' })
    expect((await ask('/api/v1/projects', { method: 'OPTIONS' })).status).toBe(204)
    expect((await ask('/')).status).toBe(404)
  })

  test('nginx takes an upload in as a whole before a process of gunicorn sees it, and refuses one that is too large', async () => {
    const path = '/api/v1/projects/p/clks'
    const slow = request({ host: cluster.services.address('demo-entity-service-api'), port: 80, path, method: 'POST', headers: { 'content-length': String(mebibyte) } })
    const answered = once(slow, 'response')
    slow.write(Buffer.alloc(mebibyte / 2))
    await sleep(1000)
    const begin = Date.now()
    expect((await ask('/api/v1/version')).status).toBe(200)
    expect(Date.now() - begin).toBeLessThan(3000)
    slow.end(Buffer.alloc(mebibyte / 2))
    expect((await answered)[0]).toMatchObject({ statusCode: 201 })
    expect(JSON.parse((await ask(path, { method: 'POST', body: Buffer.alloc(mebibyte) })).text)).toEqual({ length: mebibyte })
    expect((await ask(path, { method: 'POST', headers: { 'content-length': String(3 * mebibyte) }, body: '' }).catch(() => ({ status: 413 }))).status).toBe(413)
  })

  test('a reload of nginx and the end of the pod cut no request off', async () => {
    const during = ask('/api/v1/slow')
    await sleep(1000)
    expect(await api.exec(['nginx', '-c', '/etc/nginx-conf/nginx.conf', '-s', 'reload'], 'www')).toMatchObject({ exitCode: 0 })
    expect((await ask('/api/v1/version')).status).toBe(200)
    expect((await during).status).toBe(200)
    const last = ask('/api/v1/slow')
    await sleep(1000)
    await api.stop()
    expect((await last).status).toBe(200)
  })

  test('who asks too often is told so, and each client behind a trusted proxy has a limit of its own', async () => {
    await apply(valuesFor({ api: { gunicorn: { workers: 2 }, www: { trustedProxies: ['198.18.0.0/16'], rateLimit: { perClient: 1, burstPerClient: 3, perPod: 1000, burstPerPod: 1000 } } } }))
    api = await start('Deployment/demo-entity-service-api')
    const from = (client: string) => ask('/api/v1/version', { headers: { 'x-forwarded-for': client } })
    const statuses = (await Promise.all(Array.from({ length: 12 }, () => from('203.0.113.7')))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(3)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(4)
    const other = await from('203.0.113.8')
    expect([other.status, JSON.parse(other.text)]).toEqual([200, expect.objectContaining({ address: '203.0.113.8' })])
  })

  test('a worker takes tasks, is alive while it works, and ends what it has when it is stopped', async () => {
    await apply(valuesFor())
    worker = await start('Deployment/demo-entity-service-worker')
    expect(await sendTask(worker, 'first', 0)).toMatchObject({ exitCode: 0 })
    await expect.poll(() => redis('lrange', 'done', '0', '-1'), { timeout: 30_000 }).toBe('first')
    await sendTask(worker, 'second', 8)
    await sleep(2000)
    expect(await worker.probe('liveness')).toMatchObject({ isSuccess: true })
    await worker.stop()
    expect(await redis('lrange', 'done', '0', '-1')).toBe('first\nsecond')
  })

  test('tasks that wait can be thrown away', async () => {
    worker = await start('Deployment/demo-entity-service-highmemory-worker')
    await redis('lpush', 'highmemory', '{}')
    await worker.kill()
    await redis('lpush', 'compute', '{}', '{}')
    expect(await cluster.run('CronJob/demo-entity-service-purge-queue')).toMatchObject({ exitCode: 0 })
    expect(await redis('llen', 'compute')).toBe('0')
  })

  test('the monitor shows workers below its path to whoever logs in', async () => {
    worker = await start('Deployment/demo-entity-service-worker')
    const monitor = await start('Deployment/demo-entity-service-monitor')
    expect(await monitor.probe('liveness')).toMatchObject({ isSuccess: true })
    const look = (path: string, headers: { readonly [name: string]: string } = {}) => sendRequest({ address: cluster.services.address('demo-entity-service-monitor'), path, headers })
    expect((await look('/monitor/workers')).status).toBe(401)
    await expect.poll(async () => (await look('/monitor/api/workers?refresh=1', { authorization })).text, { timeout: 60_000 }).toContain('worker@')
    expect((await look('/monitor/metrics', { authorization })).text).toContain('flower_')
    expect((await look('/workers', { authorization })).status).toBe(404)
  })

  test('the exporter tells what the API tells, and that it is gone', async () => {
    await query(`INSERT INTO projects VALUES ('one', 'token 1'), ('two', 'token 2')`)
    const metrics = await start('Deployment/demo-entity-service-metrics')
    const scrape = async () => (await sendRequest({ address: metrics.address, port: 8080, path: '/metrics' })).text
    await expect.poll(scrape, { timeout: 30_000 }).toMatch(/^es_up 1$/m)
    expect(await scrape()).toMatch(/^mapping_counter_total 2$/m)
    expect(await scrape()).toMatch(/^mapping_rate 50000000$/m)
    expect(await scrape()).toMatch(/^es_status_request_latency_seconds_count [1-9]/m)
    await api.kill()
    await expect.poll(scrape, { timeout: 30_000 }).toMatch(/^es_up 0$/m)
    api = await start('Deployment/demo-entity-service-api')
    await expect.poll(scrape, { timeout: 30_000 }).toMatch(/^es_up 1$/m)
  })

  test('all projects can be deleted, with the tokens that the database has', async () => {
    const { exitCode, output } = await cluster.run('CronJob/demo-entity-service-delete-all')
    expect([exitCode, output.trim()]).toEqual([0, '2 of 2 projects are deleted'])
    expect(await query('SELECT count(*) FROM projects')).toBe('0')
  })

  test('a migration that fails leaves the old version serving, and new pods say where to look', async () => {
    await apply(valuesFor({ image: { repository: 'data61/anonlink-app-broken' } }))
    expect((await cluster.run(migration())).exitCode).not.toBe(0)
    expect(await query('SELECT version_num FROM alembic_version')).toBe('b2')
    const waiting = await cluster.start(await waitingPod('Deployment/demo-entity-service-api'))
    await expect.poll(() => waiting.log(), { timeout: 30_000 }).toContain('the database is at b2, this image needs c3. See: kubectl --namespace live logs --selector app.kubernetes.io/name=migration,app.kubernetes.io/instance=demo')
    expect(waiting.containers[0]?.isRunning()).toBe(true)
    await waiting.kill()
    expect((await ask('/api/v1/status')).status).toBe(200)
  })

  test('after a rollback the database stays newer than the image, which works with it', async () => {
    await apply(valuesFor({ image: { repository: 'data61/anonlink-app-old' } }))
    const { exitCode, output } = await cluster.run(migration())
    expect([exitCode, output.trim()]).toEqual([0, 'the database is at b2, which a newer image has made: nothing is undone'])
    await api.stop()
    api = await start('Deployment/demo-entity-service-api')
    expect((await ask('/api/v1/status')).status).toBe(200)
  })

  test('worker and monitor find the queue through Sentinels', async () => {
    const other = openCluster(images)
    try {
      await other.apply(await render('entity-service', valuesFor({ migration: { enabled: false }, redis: { auth: { password: { value: password } }, sentinel: { enabled: true } } })))
      const begin = async (workload: string): Promise<Pod> => {
        const pod = await other.start(workload)
        await pod.ready()
        return pod
      }
      const master = await begin('StatefulSet/demo-entity-service-redis')
      const one = await begin('Deployment/demo-entity-service-worker')
      expect(await sendTask(one, 'by Sentinel', 0)).toMatchObject({ exitCode: 0 })
      await expect.poll(async () => (await master.exec(['redis-cli', 'lrange', 'done', '0', '-1'])).output.trim(), { timeout: 30_000 }).toBe('by Sentinel')
      await begin('Deployment/demo-entity-service-monitor')
      const look = () => sendRequest({ address: other.services.address('demo-entity-service-monitor'), path: '/monitor/api/workers?refresh=1', headers: { authorization } })
      await expect.poll(async () => (await look()).text, { timeout: 60_000 }).toContain('worker@')
    } finally {
      await other.close()
    }
  })

  test.skip('the set-up of an external object store: its program, mc, can be had neither from Debian nor as a package that may be used here', () => {})

  /** The init container of a workload as a pod of its own, since it does not end. */
  async function waitingPod(workload: string): Promise<string> {
    const [kind, name] = workload.split('/')
    const template = mapAt(objects.find((object) => object.kind === kind && object.metadata.name === name) ?? {}, 'spec.template')
    const spec = mapAt(template, 'spec')
    await cluster.apply([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'waiting' }, spec: { ...spec, initContainers: [], containers: listAt(spec, 'initContainers') } } as unknown as KubernetesObject])
    return 'Pod/waiting'
  }
})
