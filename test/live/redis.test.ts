import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { printable } from './characters.ts'
import { openCluster, type LiveCluster } from './cluster.ts'
import { redisImages } from './debian-images.ts'
import { obstacle } from './packages.ts'
import type { Pod } from './pod.ts'
import { render } from './render.ts'
import { until } from './until.ts'

const reason = await obstacle(['redis-server'])

describe.skipIf(reason !== undefined)(`redis runs${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  let cluster: LiveCluster
  let pods: Pod[] = []
  beforeAll(() => void (cluster = openCluster(redisImages)))
  afterEach(async () => {
    await Promise.all(pods.map((pod) => pod.kill()))
    pods = []
  })
  afterAll(() => cluster?.close())

  const start = async (name: string, ordinal = 0): Promise<Pod> => {
    const pod = await cluster.start(`StatefulSet/${name}`, ordinal)
    pods.push(pod)
    await pod.ready()
    return pod
  }
  const ask = async (pod: Pod, ...words: readonly string[]): Promise<string> => (await pod.exec(['redis-cli', ...words])).output.trim()
  const stop = async (pod: Pod): Promise<void> => {
    pods = pods.filter((one) => one !== pod)
    await pod.stop()
  }

  test('a password of every printable character opens it, and no other does; data outlive the pod', async () => {
    await cluster.apply(await render('redis', { auth: { password: { value: printable } }, config: { databases: [4], 'proc-title-template': ['{title} "it\'s" \\ {listen-addr}'] } }))
    const first = await start('demo-redis')
    expect(await ask(first, 'set', 'greeting', 'hello')).toBe('OK')
    expect(await ask(first, 'config', 'get', 'databases')).toBe('databases\n4')
    expect(await ask(first, 'config', 'get', 'proc-title-template')).toBe('proc-title-template\n{title} "it\'s" \\ {listen-addr}')
    expect((await first.exec(['sh', '-c', 'REDISCLI_AUTH=wrong redis-cli get greeting'])).output).toContain('NOAUTH')
    expect((await first.exec(['sh', '-c', 'REDISCLI_AUTH=wrong sh /conf/redis.sh ready'])).exitCode).not.toBe(0)
    expect((await first.probe('liveness')).isSuccess).toBe(true)
    expect(await cluster.run('Pod/demo-redis-connection')).toMatchObject({ exitCode: 0 })
    await stop(first)
    const second = await start('demo-redis')
    expect(await ask(second, 'get', 'greeting')).toBe('hello')
  })

  test('three servers with Sentinel: the name of the master, a new one when it is lost, and the old one comes back as a replica', async () => {
    await cluster.apply(await render('redis', { replicas: 3, auth: { password: { value: printable } }, sentinel: { enabled: true, downAfterMilliseconds: 1000, failoverTimeout: 5000 } }, { name: 'group' }))
    const [first, second, third] = [await start('group-redis', 0), await start('group-redis', 1), await start('group-redis', 2)]
    const masterSeenBy = async (pod: Pod): Promise<string> => (await pod.exec(['sh', '-c', 'unset REDISCLI_AUTH; redis-cli -h group-redis -p 26379 sentinel get-master-addr-by-name mymaster'], 'sentinel')).output.trim()
    const nameOf = (ordinal: number): string => `group-redis-${ordinal}.group-redis-headless.live.svc.cluster.local\n6379`
    expect(await masterSeenBy(second)).toBe(nameOf(0))
    expect(await ask(first, 'set', 'task', 'keep me')).toBe('OK')
    await until(async () => (await ask(third, 'get', 'task')) === 'keep me' && /num-other-sentinels\n2/.test(await sentinelInfo(third)))
    pods = pods.filter((pod) => pod !== first)
    await first.kill()
    await until(async () => /^group-redis-[12]\./.test(await masterSeenBy(second)))
    const back = await start('group-redis', 0)
    await until(async () => (await ask(back, 'role')).startsWith('slave') && (await ask(back, 'get', 'task')) === 'keep me')
    expect(await masterSeenBy(back)).not.toBe(nameOf(0))
    expect(await sentinelInfo(third)).toMatch(/num-other-sentinels\n2/)
  })

  const sentinelInfo = async (pod: Pod): Promise<string> => (await pod.exec(['sh', '-c', 'unset REDISCLI_AUTH; redis-cli -p 26379 sentinel master mymaster'], 'sentinel')).output
})
