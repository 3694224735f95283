import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { atOnce } from './at-once.ts'
import { keptIsFoundAgain } from './checks/data-kept.ts'
import { hooksRanInOrder } from './checks/hook-order.ts'
import { differencesOf } from './checks/objects-arrived.ts'
import { spokenIn } from './cluster.ts'
import type { KubernetesObject } from './kubernetes-object.ts'
import { outsideObjects } from './outside.ts'
import { podAnnotations } from './pod-annotations.ts'
import type { Hook, Release } from './release.ts'
import { run } from './run.ts'

test('as many run at once as may, and never two that need the same', async () => {
  const few = atOnce(2)
  const running = new Set<string>()
  const seen: string[] = []
  const work = (name: string) => async () => {
    running.add(name)
    seen.push([...running].sort().join('+'))
    await setTimeout(20)
    running.delete(name)
  }
  await Promise.all([few(['port'], work('a')), few(['port'], work('b')), few([], work('c')), few([], work('d'))])
  expect(seen.every((names) => names.split('+').length <= 2 && names !== 'a+b')).toBe(true)
  expect(seen).toContain('a+c')
})

test('a command that somebody else has ended says so', async () => {
  expect(await run(['sh', '-c', 'kill -KILL $$'], {})).toMatchObject({ exitCode: null, stderr: 'the command was ended by SIGKILL from outside\n' })
  expect(await run(['cat'], {}, 'text')).toEqual({ exitCode: 0, signal: null, stdout: 'text', stderr: '' })
})

test("what Helm's client library logs about its own watches is no message", () => {
  const own = 'E1126 15:11:29.297056    5369 request.go:1198] "Unexpected error when reading response body" err="context canceled"'
  const slow = 'I1126 19:41:42.504890   16319 request.go:754] "Waited before sending request" delay="1.126428942s" reason="client-side throttling" verb="GET"'
  const other = 'E1126 15:11:29.297056    5369 request.go:1198] "Unexpected error when reading response body" err="connection refused"'
  expect(spokenIn(`${own}\n${slow}\n${other}\n\nPulled: chart\n`)).toEqual([other, 'Pulled: chart'])
})

test('work that fails makes room for the next', async () => {
  const one = atOnce(1)
  await expect(one(['key'], () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await one(['key'], () => Promise.resolve('yes'))).toBe('yes')
})

test.for([
  [{ cpu: 0.5, memory: '1024Mi' }, { cpu: '500m', memory: '1Gi' }, []],
  [{ env: [{ name: 'A', value: '' }] }, { env: [{ name: 'A' }] }, []],
  [{ annotations: {} }, {}, []],
  [{ a: 1 }, { a: 1, added: 'by the server' }, []],
  [{ a: { b: 'x' } }, { a: {} }, ['a.b is absent instead of "x"']],
  [{ list: [1, 2] }, { list: [1] }, ['list has 1 items instead of 2']],
  [{ port: 80 }, { port: 8080 }, ['port is 8080 instead of 80']],
  [{ memory: '1Gi' }, { memory: '1G' }, ['memory is "1G" instead of "1Gi"']],
  [{ flag: true }, {}, ['flag is absent instead of true']],
] as const)('%j may arrive as %j but for %j', ([wanted, found, differences]) => {
  expect(differencesOf(wanted, found)).toEqual(differences)
})

test('a hook that has not run, that failed, or that did not wait for the one before is found', () => {
  const hook = (name: string, weight: number, started: number, completed: number, phase = 'Succeeded'): Hook => {
    return { object: object('Job', name), events: ['pre-install'], weight, started: new Date(started).toISOString(), completed: new Date(completed).toISOString(), phase }
  }
  const check = (...hooks: readonly Hook[]) => hooksRanInOrder({ hooks } as unknown as Release, 'pre-install')
  expect(() => check(hook('late', 5, 20, 30), hook('early', -5, 0, 10))).not.toThrow()
  expect(() => check(hook('late', 5, 5, 30), hook('early', -5, 0, 10))).toThrow('the pre-install hook Job "late" of weight 5 started before Job "early" of weight -5 had ended')
  expect(() => check(hook('bad', 0, 0, 1, 'Failed'))).toThrow('the pre-install hook Job "bad" is Failed')
  expect(() => check(hook('idle', 0, 0, 1, ''))).toThrow('the pre-install hook Job "idle" is not run')
})

test('a second installation that passes by what was kept is found', () => {
  const claim = object('PersistentVolumeClaim', 'data', 'uid-1')
  const pod = { ...object('Pod', 'web', 'uid-2'), spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] } }
  expect(() => keptIsFoundAgain([claim], [claim], [claim, pod])).not.toThrow()
  expect(() => keptIsFoundAgain([claim], [claim], [object('PersistentVolumeClaim', 'data', 'uid-3'), pod])).toThrow('has replaced PersistentVolumeClaim "data"')
  expect(() => keptIsFoundAgain([claim], [claim], [claim, object('PersistentVolumeClaim', 'other', 'uid-3'), pod])).toThrow('has made PersistentVolumeClaim "other" instead of using PersistentVolumeClaim "data"')
  expect(() => keptIsFoundAgain([claim], [claim], [claim])).toThrow('no pod of the second installation uses PersistentVolumeClaim "data"')
})

test('what pods refer to and the chart does not make comes from outside, with the keys that are asked for', () => {
  const env = [{ name: 'A', valueFrom: { secretKeyRef: { name: 'login', key: 'user' } } }, { name: 'B', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } }]
  const volumes = [
    { name: 'own', configMap: { name: 'own' } },
    { name: 'maybe', secret: { secretName: 'maybe', optional: true } },
    { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
  ]
  const pod = { ...object('Pod', 'web'), spec: { serviceAccountName: 'worker', containers: [{ name: 'web', env }], volumes } }
  const made = outsideObjects([pod, object('ConfigMap', 'own')])
  expect(made.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(['Secret login', 'PersistentVolumeClaim data', 'ServiceAccount worker'])
  expect(made[0]?.['stringData']).toEqual({ user: 'outside-user', password: 'outside-password' })
})

test('annotations reach the pods of every component and of every chart below', () => {
  const chart = (texts: { readonly [path: string]: string }) => ({ name: 'shop', files: Object.entries(texts).map(([path, text]) => ({ path, text })) }) as unknown as Parameters<typeof podAnnotations>[0]
  const values = podAnnotations(chart({ 'values.yaml': 'web:\n  podAnnotations: {}\nname: x\n', 'charts/db/values.yaml': 'podAnnotations: {}\n' }), { a: 'b' })
  expect(values).toEqual({ web: { podAnnotations: { a: 'b' } }, db: { podAnnotations: { a: 'b' } } })
  expect(() => podAnnotations(chart({ 'values.yaml': 'name: x\n' }), {})).toThrow('the chart "shop" has no values called "podAnnotations"')
})

function object(kind: string, name: string, uid = ''): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name, uid } }
}
