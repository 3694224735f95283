import { createHash } from 'node:crypto'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Fields } from '../contracts/model.ts'
import { listAt, mapAt } from '../contracts/read/at.ts'
import { printable } from './characters.ts'
import { environmentOf } from './environment.ts'
import type { Texts } from './image.ts'
import { objectStore } from './object-store.ts'
import { render } from './render.ts'
import { standIns } from './stand-ins.ts'

/** What seldom happens to a server, and is said by small programs in the place of Redis': redis.test.ts runs the real ones. */
describe('the script of redis', () => {
  const group: Fields = { replicas: 3, auth: { password: { value: printable } }, sentinel: { enabled: true } }
  const self = 'demo-redis-1.demo-redis-headless.live.svc.cluster.local'
  const first = self.replace('-1.', '-0.')
  const hex = [...Buffer.from(printable)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')

  /** Runs it with these words. The command-line client says the lines of `answers` one after the other, and the last one from then on. */
  const runScript = async (values: Fields, words: readonly string[], { answers = [], files = [], container = 0 }: Situation = {}): Promise<Result> => {
    const store = objectStore()
    store.apply(await render('redis', values))
    const spec = mapAt(store.find('StatefulSet', 'demo-redis'), 'spec.template.spec')
    const env: Texts = environmentOf(store, listAt(spec, 'containers')[container] ?? {}, { metadata: { name: 'demo-redis-1', namespace: 'live' }, spec, address: '10.0.0.1' })
    const programs = await standIns({
      'valkey-cli': 'echo "${REDISCLI_AUTH:-nothing}: $*" >> asked; head -n "$(wc -l < asked)" answers | tail -n 1',
      'valkey-server': 'echo "$*" > served',
      sleep: 'echo "$1" >> slept',
      getent: 'echo "$*" >> names; test "$(wc -l < names)" -eq 3',
    })
    for (const key of ['redis.conf', 'sentinel.conf']) {
      const file = join(programs.folder, 'conf', key)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, `the contents of ${key}\n`)
    }
    await writeFile(join(programs.folder, 'answers'), answers.map((line) => `${line}\n`).join(''))
    for (const file of files) await mkdir(join(programs.folder, 'data', file), { recursive: true })
    const { exitCode, stdout, stderr } = await programs.run(store.entry('ConfigMap', 'demo-redis', 'redis.sh')?.toString() ?? '', words, env, ['conf', 'data', 'run/redis'])
    // It holds a password.
    for (const file of ['redis.conf', 'sentinel.conf']) expect((await stat(join(programs.folder, 'run/redis', file)).catch(() => undefined))?.mode ?? 0o100600).toBe(0o100600)
    const lines = async (file: string): Promise<readonly string[]> => (await programs.text(file).catch(() => '')).split('\n').filter((line) => line !== '')
    return { exitCode, output: stdout + stderr, asked: await lines('asked'), slept: await lines('slept'), names: await lines('names'), served: (await lines('served')).map((line) => line.replaceAll(programs.folder, '')), configuration: [...(await lines('run/redis/redis.conf')), ...(await lines('run/redis/sentinel.conf'))] }
  }

  test('a server without a password has the configuration as it stands', async () => {
    expect(await runScript({ auth: { enabled: false } }, ['server'])).toEqual({ exitCode: 0, output: '', asked: [], slept: [], names: [], served: ['/run/redis/redis.conf'], configuration: ['the contents of redis.conf'] })
  })

  const login = ['the contents of redis.conf', `requirepass "${hex}"`, `masterauth "${hex}"`, `replica-announce-ip ${self}`]
  const question = (login: string) => `${login}: -h demo-redis -p 26379 sentinel get-master-addr-by-name mymaster`

  test.each([
    ['follows the master that the sentinels name', ['master.example'], [], 'master.example', 0],
    ['asks three times, and follows the first server when nobody answers', [''], [], first, 3],
    ['takes the first answer', ['', 'master.example'], [], 'master.example', 1],
    ['is the master at once with data of one kind', [self], ['appendonlydir'], undefined, 0],
    ['is the master at once with data of another kind', [self], ['appendonly.aof'], undefined, 0],
    ['is the master at once with a dump', [self], ['dump.rdb'], undefined, 0],
    ['waits as an empty master until another is chosen', [self, self, 'other.example'], [], 'other.example', 2],
    ['is an empty master after a minute in which no other is chosen', [self], [], undefined, 60],
  ])('a server beside sentinels %s', async (_, answers, files, master, seconds) => {
    const { configuration, slept, asked, exitCode, served } = await runScript(group, ['server'], { answers, files })
    expect({ configuration, slept: slept.length, exitCode, served }).toEqual({ configuration: [...login, ...(master === undefined ? [] : [`replicaof ${master} 6379`])], slept: seconds, exitCode: 0, served: ['/run/redis/redis.conf'] })
    expect(new Set(asked)).toEqual(new Set([question('nothing')]))
  })

  const watch = ['the contents of sentinel.conf', `sentinel myid ${createHash('sha1').update(self).digest('hex')}`, `sentinel announce-ip ${self}`, `sentinel monitor mymaster ${first} 6379 2`]

  test.each([
    ['a password of the servers', { ...group }, [`sentinel auth-pass mymaster "${hex}"`]],
    ['a password of its own too', { ...group, sentinel: { enabled: true, auth: true } }, [`sentinel auth-pass mymaster "${hex}"`, `requirepass "${hex}"`, `sentinel sentinel-pass "${hex}"`]],
    ['no password', { ...group, auth: { enabled: false } }, []],
  ])('a sentinel with %s waits for the name of the master, and watches it', async (_, values, lines) => {
    const { configuration, output, names, slept, asked, served } = await runScript(values, ['sentinel'], { answers: ['', '', ''], container: 1 })
    expect(configuration).toEqual([...watch, ...lines])
    expect({ output, names, slept: slept.length, served }).toEqual({ output: `waiting for the name ${first}\n`.repeat(2), names: Array.from({ length: 3 }, () => `hosts ${first}`), slept: 5, served: ['/run/redis/sentinel.conf --sentinel'] })
    expect(new Set(asked)).toEqual(new Set([question(lines.length === 3 ? printable : 'nothing')]))
  })

  test.each([
    ['alive', group, ['LOADING'], 0, ['ping']],
    ['ready', group, ['PONG'], 0, ['ping']],
    ['ready', group, ['LOADING'], 1, ['ping']],
    ['ready', { redisai: { enabled: true } }, ['PONG', 'ai'], 0, ['ping', 'module list']],
    ['ready', { redisai: { enabled: true } }, ['PONG', 'other'], 1, ['ping', 'module list']],
    ['ready', { redisai: { enabled: true } }, ['LOADING'], 1, ['ping']],
    ['sentinel-ready', group, ['PONG'], 0, ['ping']],
    ['sentinel-ready', group, [''], 1, ['ping']],
  ])('the probe %s of %j with the answers %j ends with %i', async (word, values, answers, exitCode, questions) => {
    const { asked, ...result } = await runScript(values, [word], { answers })
    expect(result.exitCode).toBe(exitCode)
    expect(asked.map((line) => line.replace(/^.*?: -h 127.0.0.1 /s, ''))).toEqual(questions.map((question) => `-p ${word === 'sentinel-ready' ? 26379 : 6379} ${question}`))
  })
})

interface Situation {
  readonly answers?: readonly string[]
  /** What stands below /data. */
  readonly files?: readonly string[]
  readonly container?: number
}

interface Result {
  readonly exitCode: number | null
  readonly output: string
  readonly asked: readonly string[]
  readonly slept: readonly string[]
  readonly names: readonly string[]
  readonly served: readonly string[]
  readonly configuration: readonly string[]
}
