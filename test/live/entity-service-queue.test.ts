import { afterAll, describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { askHttp } from './ask-http.ts'
import { openCluster } from './cluster.ts'
import { entityServiceImages } from './entity-service-image.ts'
import { obstacle } from './packages.ts'
import type { Pod } from './pod.ts'
import { render } from './render.ts'
import { unreachable } from './unreachable.ts'
import { until } from './until.ts'

/** All characters that the chart lets through, since the application puts the password into a URL as it is. */
const password = 'aZ09._~-'
/** Every printable character but the comma, which separates logins. */
const login: readonly [string, string] = ['n1', String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 33 + index)).replace(',', '')]

const reason = (await obstacle(['redis-server', 'python3-venv'])) ?? (await unreachable(entityServiceImages))

describe.skipIf(reason !== undefined)(`the queue of entity-service runs${reason === undefined ? '' : ` (left out: ${reason})`}`, async () => {
  if (reason !== undefined) return
  const cluster = openCluster(await entityServiceImages())
  afterAll(() => cluster.close())

  const install = async (name: string, redis: Fields = {}, queue: Fields = {}): Promise<void> =>
    cluster.apply(await render('entity-service', { migration: { enabled: false }, redis: { auth: { password: { value: password } }, ...redis }, queue, monitor: { basicAuth: { value: login.join(':') } } }, { name }))
  const start = async (workload: string, ordinal = 0): Promise<Pod> => {
    const pod = await cluster.start(workload, ordinal)
    await pod.ready()
    return pod
  }
  const python = async (pod: Pod, lines: string): Promise<string> => {
    const { exitCode, output } = await pod.exec(['python', '-c', `from entityservice.async_worker import aggregate, cache, compare\n${lines}`])
    if (exitCode !== 0) throw new Error(output)
    return output.trim()
  }
  /** Which kind of worker has done each task, `-` if none has; more than one name if it was done more than once. */
  const doneBy = async (pod: Pod, ...tasks: readonly string[]) => (await python(pod, `for task in ${JSON.stringify(tasks)}: print(b"+".join(cache().lrange("done:" + task, 0, -1)).decode() or "-")`)).split('\n')
  const hasBegun = async (pod: Pod, ...tasks: readonly string[]) => (await python(pod, `print(*(cache().exists("begun:" + task) for task in ${JSON.stringify(tasks)}))`)) === tasks.map(() => '1').join(' ')
  const isOnline = async (monitor: string) => /flower_worker_online\{worker="worker@.*"\} 1/.test((await askHttp({ address: cluster.services.address(monitor), path: '/monitor/metrics' })).text)

  test('each kind of worker does the tasks of its queues, and no others; what waits can be thrown away', async () => {
    await install('demo')
    await start('StatefulSet/demo-entity-service-redis')
    const worker = await start('Deployment/demo-entity-service-worker')
    await python(worker, 'for task in ["one", "two", "three"]: aggregate.delay(task)\ncompare.delay("small")')
    await until(async () => (await doneBy(worker, 'small')).join() === 'worker')
    expect(await doneBy(worker, 'one', 'two', 'three')).toEqual(['-', '-', '-'])
    expect(await cluster.run('CronJob/demo-entity-service-purge-queue')).toMatchObject({ exitCode: 0, output: expect.stringContaining('Purged 3 messages') })
    await python(worker, 'aggregate.delay("large")')
    const highmemory = await start('Deployment/demo-entity-service-highmemory-worker')
    await until(async () => (await doneBy(worker, 'large')).join() === 'highmemory-worker')
    expect(await doneBy(worker, 'one')).toEqual(['-'])
    await highmemory.kill()
    await worker.kill()
  })

  test('a busy worker is alive; one that stops ends the task that it has, and leaves the others to the next one', async () => {
    const worker = await start('Deployment/demo-entity-service-worker')
    const waiting = ['0', '1', '2', '3']
    await python(worker, `compare.delay("running", 15)\ncompare.delay("other", 15)\nfor task in ${JSON.stringify(waiting)}: compare.delay(task)`)
    await until(() => hasBegun(worker, 'running', 'other'))
    await worker.exec(['rm', '/tmp/worker-alive'])
    await until(async () => (await worker.probe('liveness')).isSuccess)
    expect((await worker.probe('readiness')).isSuccess).toBe(true)
    expect(await doneBy(worker, 'running', 'other', '0')).toEqual(['-', '-', '-'])
    await worker.stop()
    expect(worker.log()).toContain('Warm shutdown')
    const second = await start('Deployment/demo-entity-service-worker')
    await until(async () => (await doneBy(second, ...waiting)).every((by) => by !== '-'))
    expect(await doneBy(second, 'running', 'other', ...waiting)).toEqual(Array.from({ length: 6 }, () => 'worker'))
    await second.kill()
  })

  test('the monitor asks who wants to see it, and sees the workers', async () => {
    const worker = await start('Deployment/demo-entity-service-worker')
    const monitor = await start('Deployment/demo-entity-service-monitor')
    const address = cluster.services.address('demo-entity-service-monitor')
    expect((await askHttp({ address, path: '/monitor/workers' })).status).toBe(401)
    expect((await askHttp({ address, path: '/monitor/workers', login: [login[0], 'wrong'] })).status).toBe(401)
    expect((await askHttp({ address, path: '/monitor/workers', login })).status).toBe(200)
    await until(() => isOnline('demo-entity-service-monitor'))
    await monitor.stop()
    expect(await monitor.containers[0]?.ended).toBe(0)
    await worker.kill()
  })

  test('tasks are where a URL of its own says, for workers and monitor', async () => {
    const kept = async () => Number((await worker.exec(['python', '-c', `import redis\nprint(len(redis.Redis.from_url("${url}").keys("_kombu.binding.*")))`])).output)
    const url = `redis://:${password}@demo-entity-service-redis:6379/5`
    await install('demo', {}, { brokerUrl: { value: url } })
    const worker = await start('Deployment/demo-entity-service-worker')
    const monitor = await start('Deployment/demo-entity-service-monitor')
    await python(worker, 'compare.delay("elsewhere")')
    await until(async () => (await doneBy(worker, 'elsewhere')).join() === 'worker')
    await until(() => isOnline('demo-entity-service-monitor'))
    expect(await kept()).toBeGreaterThan(0)
    await monitor.kill()
    await worker.kill()
  })

  test('workers and monitor find the master through Sentinel, and work goes on when it has stopped and another one is the master', async () => {
    await install('group', { replicas: 3, sentinel: { enabled: true, downAfterMilliseconds: 1000, failoverTimeout: 5000 } })
    const first = await start('StatefulSet/group-entity-service-redis', 0)
    const others = [await start('StatefulSet/group-entity-service-redis', 1), await start('StatefulSet/group-entity-service-redis', 2)]
    const sentinels = async (pod: Pod) => (await pod.exec(['sh', '-c', 'unset REDISCLI_AUTH; redis-cli -p 26379 sentinel master mymaster'], 'sentinel')).output
    for (const pod of others) await until(async () => /num-slaves\n2\n[^]*num-other-sentinels\n2\n/.test(await sentinels(pod)))
    const worker = await start('Deployment/group-entity-service-worker')
    await python(worker, 'compare.delay("before")')
    await until(async () => (await doneBy(worker, 'before')).join() === 'worker')
    await start('Deployment/group-entity-service-monitor')
    await until(() => isOnline('group-entity-service-monitor'))
    await first.stop()
    await until(() => python(worker, 'compare.delay("after")').then(() => true, () => false))
    await until(async () => /^worker/.test((await doneBy(worker, 'after')).join()))
    expect((await worker.probe('liveness')).isSuccess).toBe(true)
  })
})
