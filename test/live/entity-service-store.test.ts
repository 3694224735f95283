import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { openCluster } from './cluster.ts'
import { askStore } from './minio-client.ts'
import { minioImages } from './minio-programs.ts'
import { obstacle } from './packages.ts'
import { render } from './render.ts'
import { openS3Server, type StoreKeys } from './s3-server.ts'
import { unreachable } from './unreachable.ts'

const visible = String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index))
const admin: StoreKeys = { accessKeyId: '-admin', secretAccessKey: `-${visible}` }
const upload: StoreKeys = { accessKeyId: 'up"load$x', secretAccessKey: `--${visible} ü€` }
const download: StoreKeys = { accessKeyId: 'download', secretAccessKey: 'eight888' }

const reason = (await obstacle([])) ?? (await unreachable(minioImages))

describe.skipIf(reason !== undefined)(`entity-service sets up an external store${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster(await minioImages())
  const store = await openS3Server(admin)
  const plain = await openPlainStore(store.port)
  afterAll(async () => {
    await cluster.close()
    plain.close()
    store.close()
  })
  await cluster.services.addOutside('s3', 9000, { host: '127.0.0.1', port: store.port })
  await cluster.services.addOutside('plain', 9000, { host: '127.0.0.1', port: plain.port })

  const pair = ({ accessKeyId, secretAccessKey }: StoreKeys) => ({ accessKey: { value: accessKeyId }, secretKey: { value: secretAccessKey } })
  const setUp = async (keys: StoreKeys, setup: Fields = {}, objectStore: Fields = {}) => {
    const values = { server: 's3:9000', ...pair({ accessKeyId: 'application', secretAccessKey: 'application' }), upload: { enabled: true, ...pair(upload) }, download: pair(download), setup: { enabled: true, ...pair(keys), ...setup }, ...objectStore }
    const objects = await render('entity-service', { provision: { minio: false }, objectStore: values })
    await cluster.apply(objects)
    return cluster.run(`Job/${objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.includes('-objectstore-setup-'))?.metadata.name}`)
  }
  const ask = (keys: StoreKeys, words: readonly string[], input = '') => askStore(`http://127.0.0.1:${store.port}`, keys, words, input)
  const buckets = async () => (await ask(admin, ['ls', 'store'])).output.match(/\S+\/$/gm) ?? []
  const refused = { exitCode: 1, output: expect.stringMatching(/access denied|insufficient permissions/i) as string }

  test('wrong keys end it at once, with a word on what is wrong', async () => {
    for (const keys of [{ ...admin, secretAccessKey: 'something else' }, { ...admin, accessKeyId: 'nobody' }]) {
      const { exitCode, output } = await setUp(keys)
      expect(output).toContain('http://s3:9000 does not know the keys in objectStore.setup')
      expect(exitCode).toBe(1)
    }
    expect(await buckets()).toEqual([])
  })

  test('a store without users of its own gets its buckets, and is told apart if users are wanted', async () => {
    const withUsers = await setUp(admin, {}, { server: 'plain:9000', bucket: 'first' })
    expect(withUsers.output).toContain('objectStore.setup.users is for MinIO alone')
    expect(withUsers.exitCode).toBe(1)
    const { exitCode, output } = await setUp(admin, { users: false }, { server: 'plain:9000', bucket: 'second' })
    expect(exitCode, output).toBe(0)
    expect(await buckets()).toEqual(['first/', 'second/', 'uploads/'])
  })

  test('buckets and users are made, and again without harm', async () => {
    for (const { exitCode, output } of [await setUp(admin), await setUp(admin)]) {
      expect(exitCode, output).toBe(0)
      expect(output).not.toContain(visible)
    }
    expect(await buckets()).toEqual(['entityservice/', 'first/', 'second/', 'uploads/'])
  })

  test('one user writes and the other reads, and neither does more', async () => {
    expect(await ask(upload, ['pipe', 'store/uploads/one'], 'hello')).toMatchObject({ exitCode: 0 })
    expect(await ask(upload, ['cat', 'store/uploads/one'])).toMatchObject(refused)
    expect(await ask(upload, ['admin', 'user', 'ls', 'store'])).toMatchObject(refused)
    expect(await ask(download, ['cat', 'store/uploads/one'])).toEqual({ exitCode: 0, output: 'hello' })
    expect(await ask(download, ['pipe', 'store/uploads/one'], 'other')).toMatchObject(refused)
    expect(await ask(download, ['rm', 'store/uploads/one'])).toMatchObject(refused)
  })
})

/** The same store without what MinIO adds to S3. */
async function openPlainStore(port: number): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((question, response) => {
    if (question.url?.startsWith('/minio/') === true) return void response.writeHead(404).end()
    question.pipe(request({ host: '127.0.0.1', port, method: question.method, path: question.url, headers: question.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, close }
}
