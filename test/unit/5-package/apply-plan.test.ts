import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyPlan, removeLeftovers } from '../../../generator/5-package/apply-plan.ts'
import { planWrite } from '../../../generator/5-package/plan-write.ts'
import { readFolder } from '../../../generator/5-package/read-folder.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'chartwright-apply-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const wanted = [
  { path: 'Chart.yaml', text: 'name: a\n' },
  { path: 'templates/deep/x.yml', text: 'ü: 1\n' },
]

async function apply(): Promise<void> {
  await applyPlan(root, 'a', planWrite(wanted, await readFolder(join(root, 'a'))))
}

test('the folder holds what was planned, and nothing is left beside it', async () => {
  await apply()
  expect(await readFolder(join(root, 'a'))).toEqual(wanted)
  expect(await readdir(root)).toEqual(['a'])
})

test('what is not ours in the folder goes, what is beside it stays', async () => {
  await mkdir(join(root, 'a/templates'), { recursive: true })
  await mkdir(join(root, 'b'))
  await writeFile(join(root, 'a/templates/stray.yml'), 'x')
  await writeFile(join(root, 'b/Chart.yaml'), 'name: b\n')
  await writeFile(join(root, 'README.md'), 'x')
  await apply()
  expect(await readFolder(join(root, 'a'))).toEqual(wanted)
  expect(await readdir(root)).toEqual(['README.md', 'a', 'b'])
})

test('a chart without files has no folder any more', async () => {
  await apply()
  await applyPlan(root, 'a', planWrite([], await readFolder(join(root, 'a'))))
  expect(await readdir(root)).toEqual([])
})

test('when writing fails, the old folder is whole', async () => {
  await apply()
  // Two files of which one would have to be the other's folder.
  const impossible = planWrite([{ path: 'x', text: '1' }, { path: 'x/y', text: '2' }], wanted)
  await expect(applyPlan(root, 'a', impossible)).rejects.toThrow()
  expect(await readFolder(join(root, 'a'))).toEqual(wanted)
  expect(await readdir(root)).toEqual(['a'])
})

test('many at once end with one whole folder', async () => {
  const plans = Array.from({ length: 12 }, (_, number) => planWrite([...wanted, { path: 'n', text: String(number) }, { path: 'm', text: String(number) }], []))
  await Promise.all(plans.map((plan) => applyPlan(root, 'a', plan)))
  expect(await readdir(root)).toEqual(['a'])
  expect(await readFile(join(root, 'a/n'), 'utf8')).toBe(await readFile(join(root, 'a/m'), 'utf8'))
})

test('what a killed build left is removed, what a running one works on is not', async () => {
  const dead = spawnSync(process.execPath, ['-e', '0']).pid
  await mkdir(join(root, `.chartwright-${dead}-12345678/new`), { recursive: true })
  await mkdir(join(root, `.chartwright-${process.ppid}-12345678/new`), { recursive: true })
  await removeLeftovers(root)
  expect(await readdir(root)).toEqual([`.chartwright-${process.ppid}-12345678`])
})
