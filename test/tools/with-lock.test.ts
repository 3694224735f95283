import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { withLock } from './with-lock.ts'

const folder = await mkdtemp(join(tmpdir(), 'chartwright-lock-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

test('two works under one lock never overlap', async () => {
  const events: string[] = []
  const work = (name: string) => async () => {
    events.push(`${name} begins`)
    await setTimeout(300)
    events.push(`${name} ends`)
  }
  await Promise.all([withLock(join(folder, 'one'), work('a')), withLock(join(folder, 'one'), work('b'))])
  expect(events).toHaveLength(4)
  expect(events[1]).toBe(events[0]?.replace('begins', 'ends'))
})

test('a lock of a dead process is taken over at once', async () => {
  const dead = spawnSync(process.execPath, ['--version']).pid
  await mkdir(join(folder, 'dead'))
  await writeFile(join(folder, 'dead/pid'), String(dead))
  const start = performance.now()
  expect(await withLock(join(folder, 'dead'), () => Promise.resolve('done'))).toBe('done')
  expect(performance.now() - start).toBeLessThan(150)
})

test('a lock of a living process is waited for, and the waiter says so once', async () => {
  const lock = join(folder, 'living')
  await mkdir(lock)
  await writeFile(join(lock, 'pid'), String(process.pid))
  let said = 0
  const waiting = withLock(lock, () => Promise.resolve('done'), () => void said++)
  await setTimeout(700)
  expect(said).toBe(1)
  await rm(lock, { recursive: true })
  expect(await waiting).toBe('done')
})

test('the lock is given back when the work throws', async () => {
  const lock = join(folder, 'thrown')
  await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(existsSync(lock)).toBe(false)
})
