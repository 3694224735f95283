import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { at, listAt } from '../contracts/read/at.ts'
import { eventually } from '../lab/cluster.ts'
import { askHttp } from './ask-http.ts'
import { printable } from './characters.ts'
import { openCluster } from './cluster.ts'
import { redisImages } from './debian-images.ts'
import { entryPoint, entryPointImages } from './entry-point.ts'
import { openOutsideServer } from './outside-server.ts'
import { obstacle } from './packages.ts'
import type { Pod } from './pod.ts'
import { render } from './render.ts'
import { unreachable } from './unreachable.ts'

/** A header begins and ends with no blank. */
const token = printable.trim()
const text = 'greeting: "hello"\n\ttab, $HOME ä\n'
const reason = (await obstacle(['redis-server', 'python3-venv'])) ?? (await unreachable(entryPointImages))

describe.skipIf(reason !== undefined)(`service runs${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster({ ...(await entryPointImages()), ...redisImages })
  const serving = await openOutsideServer(() => ({ predictions: [9] }))
  const apm = await openOutsideServer(() => ({}))
  afterAll(async () => {
    await cluster.close()
    serving.close()
    apm.close()
  })
  const values: Fields = {
    ...entryPoint,
    env: { ...entryPoint.env, ELASTIC_APM_API_REQUEST_TIME: { value: '1s' } },
    mongodb: { mode: 'embedded' },
    elasticApm: { enabled: true, serverUrl: 'http://apm:8200', environment: 'live', secretToken: { value: token }, globalLabels: { team: 'data', stage: 'test' }, serverCa: { existingSecret: 'apm-ca' } },
    extraObjects: { settings: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '{{ .Release.Name }}-settings' }, data: { 'settings.yaml': text } } },
    volumes: { settings: { configMap: { name: 'demo-settings' } } },
    volumeMounts: { '/etc/settings': { name: 'settings', readOnly: true } },
  }
  let pod: Pod
  const ask = async (path: string): Promise<unknown> => {
    const answer = await askHttp({ address: cluster.services.address('demo-service'), path })
    expect([path, answer.status, answer.text]).toEqual([path, 200, expect.anything()])
    return JSON.parse(answer.text)
  }

  test('it is ready when Redis is, which it opens with a password of every printable character', async () => {
    await cluster.services.addOutside('apm', 8200, apm.endpoint)
    const model = (await render('serving')).find(({ kind }) => kind === 'Service')
    await cluster.services.addOutside(model?.metadata.name ?? '', Number(listAt(model, 'spec.ports')[0]?.['port']), serving.endpoint)
    await cluster.apply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'apm-ca' }, stringData: { 'ca.crt': text } }])
    await cluster.apply(await render('mongodb'))
    await cluster.apply(await render('redis', { auth: { password: { value: printable } } }))
    await cluster.apply(await render('service', values))
    pod = await cluster.start('Deployment/demo-service')
    await eventually(async () => expect(await pod.probe('liveness')).toMatchObject({ isSuccess: true }), 60)
    expect(await pod.probe('readiness')).toEqual({ isSuccess: false, says: 'status 503' })
    await (await cluster.start('StatefulSet/demo-redis')).ready()
    await pod.ready()
    expect(await ask('/blacklist')).toEqual(['somebody'])
  })

  test('it asks the model API by the path of predictions', async () => {
    expect(await ask('/predict')).toEqual({ predictions: [9] })
    expect(serving.requests).toEqual([{ path: '/api/v1/serving/predict', body: '{"inputs": [[4.0]]}', login: undefined }])
  })

  test('it knows the MongoDB of its release by a URI, and one outside by its parts; a Redis outside by a URI', async () => {
    expect(await ask('/environment')).toMatchObject({ MONGODB_URI: cluster.contents('Secret', 'demo-mongodb')['connection-string']?.toString() })
    await cluster.apply(await render('service', { ...values, redis: { mode: 'uri', uri: { value: printable } }, mongodb: { mode: 'external', external: { host: 'mongodb.example.com', username: "o'neil", password: { value: printable } } } }, { name: 'other' }))
    const other = await cluster.start('Deployment/other-service')
    const seen = (await other.exec(['env', '-0'])).output.split('\0').filter((line) => /^(MONGODB|REDIS)_/.test(line)).sort()
    expect(seen).toEqual(['MONGODB_DATABASE=demo', 'MONGODB_HOST=mongodb.example.com', `MONGODB_PASSWORD=${printable}`, 'MONGODB_PORT=27017', "MONGODB_USERNAME=o'neil", `REDIS_URL=${printable}`])
    await other.kill()
  })

  test('the agent of Elastic APM reports to its server, logs in, and says where it runs', async () => {
    await ask('/monitor')
    const sent = await eventually(async () => {
      const found = apm.requests.find(({ path, body }) => path.startsWith('/intake/v2/events') && body.includes('somebody has asked'))
      if (found === undefined) throw new Error('nothing has come yet')
      return found
    }, 60)
    expect(sent.login).toBe(`Bearer ${token}`)
    const name = (await pod.exec(['hostname'])).output.trim()
    const { metadata } = JSON.parse(sent.body.split('\n')[0] ?? '') as { readonly metadata: Fields }
    expect(at(metadata, 'service')).toMatchObject({ name: 'demo-service', version: '1.4.0', environment: 'live', node: { configured_name: name } })
    expect(at(metadata, 'system.kubernetes')).toMatchObject({ pod: { name, uid: expect.stringMatching(/^[0-9a-f-]{36}$/) }, namespace: 'live', node: { name: 'live' } })
    expect(at(metadata, 'labels')).toEqual({ team: 'data', stage: 'test' })
  })

  test('it reads the files that are mounted, and writes to /tmp and nowhere else', async () => {
    for (const file of ['/etc/settings/settings.yaml', '/etc/elastic-apm/ca.crt']) expect(await pod.exec(['cat', file])).toEqual({ exitCode: 0, output: text })
    expect((await pod.exec(['sh', '-c', 'id -u; cd; pwd; touch file'])).output).toBe('65534\n/tmp\n')
    expect((await pod.exec(['touch', '/etc/settings/other', '/srv/file'])).output).toMatch(/\/etc\/settings\/other.*Read-only[^]*\/srv\/file.*Read-only/)
  })

  test('helm test reaches it', async () => {
    expect(await cluster.run('Pod/demo-service-connection')).toEqual({ exitCode: 0, output: 'connected\n' })
  })

  test('it ends when it is asked to, and answers first what it was asked', async () => {
    const [last] = await Promise.all([ask('/slow'), ask('/health').then(() => pod.stop())])
    expect([last, await pod.containers[0]?.ended, pod.log()]).toEqual(['done', 0, expect.stringContaining('stopped')])
  })
})
