import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { askHttp } from './ask-http.ts'
import { printable } from './characters.ts'
import { openCluster } from './cluster.ts'
import { machinePath } from './container.ts'
import { redisImages } from './debian-images.ts'
import { openOutsideServer } from './outside-server.ts'
import { obstacle } from './packages.ts'
import { render } from './render.ts'
import { unreachable } from './unreachable.ts'
import { virtualEnvironment } from './virtual-environment.ts'

const programs = join(import.meta.dirname, 'programs')
const reason = (await obstacle(['redis-server', 'python3-venv'])) ?? (await unreachable(() => virtualEnvironment('service')))

/** Neither the document's image nor RedisAI can be had: a program of ours asks the store, which is a Redis without the module. */
describe.skipIf(reason !== undefined)(`serving finds its RedisAI${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const environment = await virtualEnvironment('service')
  const cluster = openCluster({
    'example/serving': { env: { PATH: `${environment}/bin:${machinePath}` }, folders: [environment, programs], entrypoint: ['python', join(programs, 'redisai_api.py')] },
    ...redisImages,
    'redislabs/redisai': { user: '999:1000', command: ['redis-server'] },
  })
  const mlflow = await openOutsideServer(({ path }) => (path === '/api/2.0/mlflow/registered-models/alias?name=demo&alias=production' ? { model_version: { version: '7' } } : {}))
  afterAll(async () => {
    await cluster.close()
    mlflow.close()
  })
  const serving: Fields = { backend: 'redisai', image: { repository: 'example/serving', tag: '1.0' }, healthPath: '/health' }
  const store = { fullnameOverride: 'demo-serving-redisai', auth: { password: { value: printable } } }

  test('an image of somebody else waits for the model, gets into the store of its release, and answers by the path of predictions', async () => {
    await cluster.services.addOutside('demo-mlflow', 80, mlflow.endpoint)
    await cluster.apply(await render('redis', store, { name: 'redisai' }))
    await cluster.apply(await render('serving', serving))
    const pod = await cluster.start('Deployment/demo-serving')
    expect(pod.log('wait')).toBe('models:/demo@production is version 7\n')
    await (await cluster.start('StatefulSet/demo-serving-redisai')).ready()
    await pod.ready()
    expect(pod.containers.map(({ name }) => name)).toEqual(['serving'])
    const path = '/api/v1/serving/predict'
    const { text } = await askHttp({ address: cluster.services.address('demo-serving'), path })
    expect(JSON.parse(text)).toEqual({ path, model: 'models:/demo@production', tracking: 'http://demo-mlflow:80', store: true })
    expect(await cluster.run('Pod/demo-serving-connection')).toEqual({ exitCode: 0, output: 'http://demo-serving:80/health 200\n' })
    await cluster.apply(await render('serving', { ...serving, redisai: { mode: 'uri', uri: { value: printable } } }))
    const other = await cluster.start('Deployment/demo-serving')
    expect((await other.exec(['env', '-0'])).output.split('\0').filter((line) => line.startsWith('REDISAI_'))).toEqual([`REDISAI_URI=${printable}`])
  })

  test('a store for RedisAI does not start without its module', async () => {
    await cluster.apply(await render('redis', { redisai: { modulePath: '/opt/redisai.so' } }, { name: 'store', presets: ['values.redisai.yaml'] }))
    const pod = await cluster.start('StatefulSet/store-redis')
    expect(await pod.containers[0]?.ended).not.toBe(0)
    expect(pod.log()).toContain("Can't load module from /opt/redisai.so")
  })
})
