import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { askHttp } from './ask-http.ts'
import { visible } from './characters.ts'
import { openCluster } from './cluster.ts'
import { askStore } from './minio-client.ts'
import { minioImages } from './minio-programs.ts'
import { obstacle } from './packages.ts'
import type { Pod } from './pod.ts'
import { render } from './render.ts'
import type { StoreKeys } from './s3-server.ts'
import { unreachable } from './unreachable.ts'
import { until } from './until.ts'

/** What the chart refuses in the name of an account is left out there. */
const name = (first: string): string => `${first}${visible.replace(/[=,]/g, '')}`
const root: StoreKeys = { accessKeyId: `${name('- ')}=`, secretAccessKey: `${visible} ü€` }
const writer: StoreKeys = { accessKeyId: name('--user'), secretAccessKey: ` -${visible} ü€ ` }
const reader: StoreKeys = { accessKeyId: 'reader', secretAccessKey: 'eight888' }

const reason = (await obstacle([])) ?? (await unreachable(minioImages))

describe.skipIf(reason !== undefined)(`minio runs${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster(await minioImages())
  afterAll(() => cluster.close())
  let server: Pod

  const account = ({ accessKeyId, secretAccessKey }: StoreKeys, policies: readonly string[]) => ({ policies, accessKey: { value: accessKeyId }, secretKey: { value: secretAccessKey } })
  const values = {
    auth: { rootUser: { value: root.accessKeyId }, rootPassword: { value: root.secretAccessKey } },
    buckets: { lake: { versioning: true, quota: '10GiB' }, open: { anonymous: 'download' }, locked: { objectLocking: true } },
    policies: { incoming: { statements: [{ Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: ['arn:aws:s3:::lake/in/*'] }] } },
    users: { writer: account(writer, ['incoming']), reader: account(reader, ['readonly']) },
    metrics: { enabled: true },
  }
  const install = async (more: Fields = {}): Promise<string> => {
    const objects = await render('minio', { ...values, ...more })
    await cluster.apply(objects)
    return `Job/${objects.find(({ kind }) => kind === 'Job')?.metadata.name}`
  }
  const url = () => `http://${cluster.services.address('demo-minio')}:9000`
  const ask = (keys: StoreKeys, ...words: readonly string[]) => askStore(url(), keys, words)
  const put = (keys: StoreKeys, path: string, text: string) => askStore(url(), keys, ['pipe', `store/${path}`], text)
  const get = async (path: string) => askHttp({ address: cluster.services.address('demo-minio'), port: 9000, path })
  const refused = { exitCode: 1, output: expect.stringMatching(/access denied|insufficient permissions/i) as string }

  test('the Job waits for the server, makes what the values name, and finds nothing left to do the second time', async () => {
    const job = await install()
    const first = cluster.run(job)
    server = await cluster.start('StatefulSet/demo-minio')
    await server.ready()
    expect((await server.probe('liveness')).isSuccess).toBe(true)
    for (const { exitCode, output } of [await first, await cluster.run(job)]) {
      expect(exitCode, output).toBe(0)
      expect(output).not.toContain(visible.slice(0, 20))
    }
    expect((await ask(root, 'ls', 'store')).output.match(/\S+\/$/gm)).toEqual(['lake/', 'locked/', 'open/'])
    expect((await ask(root, 'version', 'info', 'store/lake')).output).toContain('versioning is enabled')
    expect((await ask(root, 'quota', 'info', 'store/lake')).output).toContain('10 GiB')
    expect((await ask(root, 'version', 'info', 'store/locked')).output).toContain('versioning is enabled')
    expect((await ask(root, 'retention', 'set', '--default', 'governance', '1d', 'store/locked')).exitCode).toBe(0)
    expect((await ask(root, 'retention', 'set', '--default', 'governance', '1d', 'store/lake')).exitCode).toBe(1)
  })

  test('keys of any characters open it, and no others do', async () => {
    for (const keys of [{ ...root, secretAccessKey: 'wrong word' }, { ...writer, secretAccessKey: root.secretAccessKey }]) {
      expect((await ask(keys, 'ls', 'store')).output).toContain('signature')
    }
    expect((await ask({ ...root, accessKeyId: 'nobody' }, 'ls', 'store')).output).toContain('does not exist')
  })

  test('keys of root that would never open it are refused before', async () => {
    for (const auth of [{ rootUser: { value: 'ro,ot' } }, { rootUser: { value: 'root ' } }, { rootPassword: { value: ' password' } }, { rootPassword: { value: 'password ' } }]) {
      await expect(render('minio', { auth })).rejects.toThrow(/auth\W+root(?:User|Password)/)
    }
  })

  test('a user may do what its policies say, and nothing else', async () => {
    expect(await put(writer, 'lake/in/one', 'first')).toMatchObject({ exitCode: 0 })
    expect(await ask(writer, 'cat', 'store/lake/in/one')).toEqual({ exitCode: 0, output: 'first' })
    expect(await put(writer, 'lake/out/one', 'first')).toMatchObject(refused)
    expect(await put(writer, 'open/one', 'first')).toMatchObject(refused)
    expect(await ask(writer, 'rm', 'store/lake/in/one')).toMatchObject(refused)
    expect(await ask(writer, 'admin', 'user', 'ls', 'store')).toMatchObject(refused)
    expect(await ask(reader, 'cat', 'store/lake/in/one')).toEqual({ exitCode: 0, output: 'first' })
    expect(await put(reader, 'lake/in/one', 'second')).toMatchObject(refused)
  })

  test('who does not log in reads what is open, and the metrics', async () => {
    expect(await put(root, 'open/page', 'hello')).toMatchObject({ exitCode: 0 })
    expect(await get('/open/page')).toEqual({ status: 200, text: 'hello' })
    expect((await get('/lake/in/one')).status).toBe(403)
    expect((await get('/minio/v2/metrics/cluster')).text).toContain('minio_s3_requests_total{')
  })

  test('it tells what the alerts ask for', async () => {
    const rule = (await render('minio', { ...values, metrics: { enabled: true, prometheusRule: { enabled: true } } })).find(({ kind }) => kind === 'PrometheusRule')
    const asked = new Set(JSON.stringify(rule).match(/\bminio_cluster_\w+/g))
    expect(asked.size).toBeGreaterThan(1)
    // The server looks at its space from time to time.
    await until(async () => {
      const { text } = await get('/minio/v2/metrics/cluster')
      return [...asked].every((name) => text.includes(`${name}{`))
    })
  })

  test('helm test passes; data, users and policies outlive the pod and a change of the root password', async () => {
    expect((await put(writer, 'lake/in/one', 'second')).exitCode).toBe(0)
    const next = { ...root, secretAccessKey: 'another word' }
    const job = await install({ auth: { ...values.auth, rootPassword: { value: next.secretAccessKey } } })
    expect((await cluster.run('Pod/demo-minio-connection')).exitCode).not.toBe(0)
    await server.stop()
    server = await cluster.start('StatefulSet/demo-minio')
    await server.ready()
    const { exitCode, output } = await cluster.run('Pod/demo-minio-connection')
    expect(output).toContain('lake/')
    expect(exitCode).toBe(0)
    expect((await ask(root, 'ls', 'store')).output).toContain('signature')
    expect(await ask(next, 'cat', 'store/lake/in/one')).toEqual({ exitCode: 0, output: 'second' })
    expect((await ask(next, 'ls', '--versions', 'store/lake/in/one')).output.match(/ PUT /g)).toHaveLength(2)
    expect(await ask(writer, 'cat', 'store/lake/in/one')).toEqual({ exitCode: 0, output: 'second' })
    expect(await put(writer, 'open/one', 'first')).toMatchObject(refused)
    expect(await cluster.run(job)).toMatchObject({ exitCode: 0 })
  })
})
