import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { listAt, mapAt, textAt } from '../contracts/read/at.ts'
import { printable } from './characters.ts'
import { environmentOf } from './environment.ts'
import type { Texts } from './image.ts'
import { openModel, type MongoModel } from './mongodb-model.ts'
import { objectStore } from './object-store.ts'
import { render } from './render.ts'
import { standIns } from './stand-ins.ts'

/** No registry that is open here has MongoDB's server, so its setup runs against a model of it. */
describe('mongodb sets itself up, as far as a model of its servers tells', () => {
  const set: Fields = { replicas: 3, replicaSet: { enabled: true, name: 'three', key: { value: 'secret' } } }
  const users = { auth: { rootUsername: 'admin', rootPassword: { value: printable }, database: 'shop', username: 'till', password: { value: `${printable}x` } } }
  const podOf = async (values: Fields): Promise<(ordinal: number) => Pod> => {
    const store = objectStore()
    store.apply(await render('mongodb', { ...users, ...values }))
    const workload = store.find('StatefulSet', 'demo-mongodb')
    const spec = mapAt(workload, 'spec.template.spec')
    return (ordinal) => {
      const name = `demo-mongodb-${ordinal}`
      const env = environmentOf(store, listAt(spec, 'containers')[0] ?? {}, { metadata: { name, namespace: 'live' }, spec, address: '10.0.0.1' })
      const file = (key: string) => store.entry('ConfigMap', 'demo-mongodb', key)?.toString() ?? ''
      return { host: `${name}.${textAt(workload, 'spec.serviceName')}.live.svc.cluster.local:27017`, env, script: file('setup.js'), start: file('mongodb.sh') }
    }
  }
  const run = (model: MongoModel, { host, script, env }: Pod) => model.run(host, script, env)
  const begin = async (model: MongoModel, values: Fields = set) => {
    const pod = await podOf(values)
    for (const ordinal of [0, 1, 2]) model.add(pod(ordinal).host)
    const runs = [0, 1, 2].map((ordinal) => run(model, pod(ordinal)))
    expect(runs.map(({ error }) => error)).toEqual([undefined, undefined, undefined])
    return { pod, runs }
  }
  const membersOf = (model: MongoModel) => model.sets.map(({ name, config }) => [name, ...config.members.map(({ _id, host }) => `${_id} ${host.split('.')[0]}`)])
  const three = [['three', '0 demo-mongodb-0', '1 demo-mongodb-1', '2 demo-mongodb-2']]
  const known = {
    'admin.admin': { pwd: printable, roles: ['root'] },
    'shop.till': { pwd: `${printable}x`, roles: [{ role: 'readWrite', db: 'shop' }] },
  }

  test('a single server waits until it answers, makes its users, and keeps them as the values say', async () => {
    const model = openModel()
    const pod = (await podOf({}))(0)
    model.add(pod.host)
    const server = model.servers.get(pod.host)!
    server.isUp = false
    model.onSleep = (seconds) => void (server.isUp = seconds === 2)
    const first = run(model, pod)
    expect(first).toEqual({ error: undefined, seconds: 2, output: ['waiting until the server answers', 'waiting until the server answers', 'the root user is made', 'the setup is done'], files: ['/run/mongodb/ready after 3 lines, with 2 users'] })
    expect(Object.fromEntries(server.users)).toEqual(known)
    const changed = (await podOf({ auth: { ...users.auth, password: { value: 'another' }, role: 'dbOwner' }, metrics: { enabled: true, password: { value: 'counted' } } }))(0)
    expect(run(model, changed)).toMatchObject({ error: undefined, output: ['the setup is done'] })
    expect(Object.fromEntries(server.users)).toEqual({
      ...known,
      'shop.till': { pwd: 'another', roles: [{ role: 'dbOwner', db: 'shop' }] },
      'admin.metrics': { pwd: 'counted', roles: [{ role: 'clusterMonitor', db: 'admin' }, { role: 'read', db: 'local' }] },
    })
  })

  test('it is not ready where something went wrong, which it tells', async () => {
    const model = openModel()
    const pod = (await podOf({}))(0)
    expect(run(model, pod)).toMatchObject({ error: 'not yet: the server answers', seconds: 60, files: [] })
    model.add(pod.host)
    model.failure = 'no space left'
    expect(run(model, pod)).toMatchObject({ error: 'no space left', files: [] })
    model.failure = undefined
    run(model, pod)
    const wrong = (await podOf({ auth: { ...users.auth, rootPassword: { value: 'wrong' } } }))(0)
    expect(run(model, wrong)).toMatchObject({ error: 'Authentication failed.', files: [] })
  })

  test('three servers become one set with the same users; a member is ready before it asks the primary', async () => {
    const model = openModel('three')
    const { pod, runs } = await begin(model)
    expect(membersOf(model)).toEqual(three)
    expect(Object.fromEntries(model.sets[0]!.users)).toEqual(known)
    expect(runs[0]!.output).toEqual(['waiting until the set has taken this member in', 'waiting until the set has taken this member in', 'the root user is made', 'the setup is done'])
    expect(runs[0]!.files).toHaveLength(1)
    expect(runs[1]!.output).toEqual(['waiting until the set has taken this member in', 'waiting until the set has taken this member in', 'the setup is done'])
    expect(runs[1]!.files).toHaveLength(2)
    for (const ordinal of [0, 1, 2]) expect(run(model, pod(ordinal))).toMatchObject({ error: undefined, seconds: 0, output: ['the setup is done'] })
    expect(membersOf(model)).toEqual(three)
  })

  test('the first pod begins a set though the others do not answer, and no second one when it has lost its data', async () => {
    const model = openModel('three')
    const pod = await podOf(set)
    model.add(pod(0).host)
    expect(run(model, pod(0)).output.slice(0, 2)).toEqual([`${pod(1).host} does not answer`, `${pod(2).host} does not answer`])
    for (const ordinal of [1, 2]) {
      model.add(pod(ordinal).host)
      run(model, pod(ordinal))
    }
    model.sets[0]!.primary = model.servers.get(pod(2).host)!
    // The one that it asks first does not answer, and the other knows.
    model.servers.get(pod(1).host)!.isUp = false
    model.add(pod(0).host)
    expect(run(model, pod(0))).toMatchObject({ error: undefined, output: [`${pod(1).host} does not answer`, 'waiting until the set has taken this member in', 'waiting until the set has taken this member in', 'the setup is done'] })
    expect(membersOf(model)).toEqual(three)
  })

  test('a member that has lost its data is known already; one that is refused is not ready', async () => {
    const model = openModel('three')
    const { pod } = await begin(model)
    model.add(pod(1).host)
    expect(run(model, pod(1))).toMatchObject({ error: undefined })
    expect(membersOf(model)).toEqual(three)
    model.refusal = 'too many members'
    model.add(pod(3).host)
    expect(run(model, pod(3))).toMatchObject({ error: 'too many members', files: [] })
    model.refusal = undefined
    expect(run(model, pod(3))).toMatchObject({ error: undefined })
    expect(membersOf(model)).toEqual([[...three[0]!, '3 demo-mongodb-3']])
  })

  test('a server that no set takes in is not ready', async () => {
    const model = openModel('three')
    const { pod } = await begin(model)
    model.add(pod(3).host)
    model.onSleep = () => void (model.servers.get(pod(3).host)!.age = 0)
    expect(run(model, pod(3))).toMatchObject({ error: 'not yet: the set has taken this member in', files: [] })
  })

  test.each([
    ['a login', {}, '--auth', undefined],
    ['the key of the set, which nobody else may read', set, '--replSet three --keyFile FOLDER/run/mongodb/key', 'secret'],
  ])('the server asks for %s, while the setup is tried until it succeeds', async (_, values, options, key) => {
    const { start, env } = (await podOf(values))(0)
    const programs = await standIns({
      // The setup fails twice, and the server goes on until it has succeeded.
      mongosh: 'echo "$@" >> asked; test "$(wc -l < asked)" -eq 3 && touch succeeded',
      mongod: 'while ! test -e succeeded; do /bin/sleep 0.1; done; /bin/sleep 0.2; echo "$@" > served',
      sleep: 'echo "$1" >> slept',
    })
    await mkdir(join(programs.folder, 'run/mongodb'), { recursive: true })
    await writeFile(join(programs.folder, 'run/mongodb/ready'), '')
    const { exitCode, stdout } = await programs.run(start, [], env, ['run/mongodb'])
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'the setup is tried again\nthe setup is tried again\n' })
    expect(await programs.text('asked')).toBe('--quiet --nodb --file /conf/setup.js\n'.repeat(3))
    expect(await programs.text('slept')).toBe('3\n3\n')
    expect(await programs.text('served')).toBe(`--config /conf/mongod.conf.yaml --dbpath /data/db --bind_ip_all --port 27017 ${options.replace('FOLDER', programs.folder)}\n`)
    await expect(programs.text('run/mongodb/ready')).rejects.toThrow('ENOENT')
    if (key === undefined) return
    expect(await programs.text('run/mongodb/key')).toBe(key)
    expect((await stat(join(programs.folder, 'run/mongodb/key'))).mode & 0o777).toBe(0o600)
  })
})

interface Pod {
  readonly host: string
  readonly env: Texts
  readonly script: string
  /** What its container runs. */
  readonly start: string
}
