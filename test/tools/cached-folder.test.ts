import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { cachedFolder } from './cached-folder.ts'
import { cacheFolder } from './places.ts'

const parent = join(cacheFolder, `test-${process.pid}`)
const name = `test-${process.pid}/some`
afterEach(() => rm(parent, { recursive: true, force: true }))

test('a folder is filled once for a key, also when two ask at once', async () => {
  let fills = 0
  const fill = async (folder: string) => writeFile(join(folder, 'file'), String(++fills))
  const [first, second] = await Promise.all([cachedFolder(name, ['a'], fill), cachedFolder(name, ['a'], fill)])
  expect(second).toBe(first)
  const content = await readFile(join(first, 'file'), 'utf8')
  const before = fills
  expect(await cachedFolder(name, ['a'], fill)).toBe(first)
  expect(fills).toBe(before)
  expect(await readFile(join(first, 'file'), 'utf8')).toBe(content)
  expect(await cachedFolder(name, ['b'], fill)).not.toBe(first)
  expect(await readdir(parent)).toHaveLength(2)
})

test('a fill that fails leaves nothing and may be tried again', async () => {
  const failing = async (folder: string) => {
    await writeFile(join(folder, 'half'), '')
    throw new Error('no network')
  }
  await expect(cachedFolder(name, ['a'], failing)).rejects.toThrow('no network')
  expect(await readdir(parent)).toEqual([])
  const folder = await cachedFolder(name, ['a'], async () => {})
  expect(await readdir(folder)).toEqual([])
})

test('what another key has left is removed after a week, what has another name never', async () => {
  const fresh = await cachedFolder(name, ['fresh'], async () => {})
  const old = await cachedFolder(name, ['old'], async () => {})
  const others = ['some-other-0123456789ab', 'same-0123456789ab', 'some-text'].map((sibling) => join(dirname(old), sibling))
  for (const other of others) await mkdir(other)
  const longAgo = Date.now() / 1000 - 8 * 24 * 60 * 60
  await Promise.all([old, ...others].map((folder) => utimes(folder, longAgo, longAgo)))
  const newest = await cachedFolder(name, ['newest'], async () => {})
  expect([fresh, old, newest, ...others].map((folder) => existsSync(folder))).toEqual([true, false, true, true, true, true])
})
