import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { edited, treeOf } from '../cli/files.ts'
import { cli, demoRepository, runCli } from '../cli/run-cli.ts'

/** Milliseconds between the first sign of writing and the kill. */
const delays = [0, 1, 5, 20]

test('a build that is killed leaves the old chart or the new one, whole, and the next build cleans up', async () => {
  const root = await demoRepository()
  const output = join(root, 'dist-charts')
  await manyTemplates(root)
  await runCli(root, ['build'])
  const before = await treeOf(join(output, 'demo'))
  await edited(join(root, 'schemas/demo.schema.json'), '"default": 1', '"default": 7')
  await runCli(root, ['build'])
  const after = await treeOf(join(output, 'demo'))
  expect(after).not.toEqual(before)

  const outcomes = new Set<string>()
  for (const delay of delays) {
    await edited(join(root, 'schemas/demo.schema.json'), '"default": 7', '"default": 1')
    await runCli(root, ['build'])
    await edited(join(root, 'schemas/demo.schema.json'), '"default": 1', '"default": 7')
    await killWhileWriting(root, output, delay)
    const left = await treeOf(join(output, 'demo'))
    const isOld = equal(left, before)
    expect(isOld || equal(left, after)).toBe(true)
    outcomes.add(isOld ? 'old' : 'new')
    expect((await runCli(root, ['build'])).exitCode).toBe(0)
    expect(await treeOf(join(output, 'demo'))).toEqual(after)
    expect(await readdir(output)).toEqual(['demo'])
  }
  // A kill that always comes too late would prove nothing.
  expect(outcomes).toContain('old')
})

async function killWhileWriting(root: string, output: string, delay: number): Promise<void> {
  const watcher = watch(output)
  const writing = once(watcher, 'change')
  const child = spawn(process.execPath, [cli, 'build'], { cwd: root, stdio: 'ignore' })
  const ended = once(child, 'close')
  await Promise.race([writing, ended])
  if (delay > 0) await setTimeout(delay)
  child.kill('SIGKILL')
  await ended
  watcher.close()
}

/** Enough files that writing them takes a while. */
async function manyTemplates(root: string): Promise<void> {
  const folder = join(root, 'charts-src/demo/templates')
  await rm(join(root, 'charts-src/demo/values.prod.yaml'))
  await mkdir(folder, { recursive: true })
  for (let number = 0; number < 60; number++) {
    await writeFile(join(folder, `app${number}-configmap.yml.hbs`), `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app${number}\ndata:\n  replicas: "{{values.replicas}}"\n`)
  }
}

function equal(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): boolean {
  return left.size === right.size && [...left].every(([path, text]) => right.get(path) === text)
}
