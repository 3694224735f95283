import { mkdtempSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sameContent, snapshot, type Snapshot } from '../../../generator/5-package/snapshot.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartwright-snapshot-'))
  mkdirSync(join(folder, 'deep'))
  writeFileSync(join(folder, 'a.txt'), 'one')
  writeFileSync(join(folder, 'deep/b.txt'), 'two')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function take(previous?: Snapshot): Snapshot {
  return snapshot([{ name: 'folder', path: folder }], previous)
}

/** As if the snapshot had been taken long after the files were written. */
function later(taken: Snapshot): Snapshot {
  return { ...taken, taken: taken.taken + 60_000 }
}

test('nothing has changed', () => {
  const before = later(take())
  const now = take(before)
  expect(sameContent(before, now)).toBe(true)
  expect(now.read).toBe(0)
})

test.for([
  ['an edited file', () => writeFileSync(join(folder, 'a.txt'), 'oneone')],
  ['an edit of the same length', () => writeFileSync(join(folder, 'a.txt'), 'eno')],
  ['a new file', () => writeFileSync(join(folder, 'deep/c.txt'), '')],
  ['a deleted file', () => rmSync(join(folder, 'deep/b.txt'))],
  ['a deleted folder', () => rmSync(folder, { recursive: true })],
  ['a folder in a file\'s place', () => (rmSync(join(folder, 'a.txt')), mkdirSync(join(folder, 'a.txt')), writeFileSync(join(folder, 'a.txt/x'), 'one'))],
] as const)('%s is seen', ([, edit]) => {
  const before = later(take())
  edit()
  expect(sameContent(before, take(before))).toBe(false)
})

test('an edit that keeps length and time of change is seen', () => {
  // Times are set in whole seconds, since the file system keeps more digits than can be set.
  const time = new Date('2026-01-01T00:00:00Z')
  utimesSync(join(folder, 'a.txt'), time, time)
  const before = later(take())
  writeFileSync(join(folder, 'a.txt'), 'eno')
  utimesSync(join(folder, 'a.txt'), time, time)
  expect(sameContent(before, take(before))).toBe(false)
})

test('a file that was only touched is read and found the same', () => {
  const before = later(take())
  utimesSync(join(folder, 'a.txt'), new Date(), new Date())
  const now = take(before)
  expect(now.read).toBe(1)
  expect(sameContent(before, now)).toBe(true)
})

test('a file as young as the snapshot is not trusted by its times', () => {
  const before = take()
  expect(take(before).read).toBe(2)
})

test('what does not count is left out', () => {
  const without = snapshot([{ name: 'folder', path: folder, without: ['deep'] }])
  expect(Object.keys(without.folders['folder'] ?? {})).toEqual(['a.txt'])
})
