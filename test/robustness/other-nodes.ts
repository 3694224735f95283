import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../cli/run-cli.ts'

/** Another Node than the one that runs the tests, taken from npm once. It stands in .cache, since as a dependency it would become the Node of all scripts. */
export async function otherNode(version: string): Promise<string> {
  const folder = fileURLToPath(new URL(`../../.cache/node-${version}`, import.meta.url))
  const name = `node-${process.platform}-${process.arch}`
  const executable = join(folder, 'node_modules', name, 'bin/node')
  if (existsSync(executable)) return executable
  await mkdir(folder, { recursive: true })
  const { exitCode, stderr } = await run(['npm', 'install', '--prefix', folder, '--no-save', '--no-package-lock', '--ignore-scripts', `${name}@${version}`], { cwd: folder })
  if (exitCode !== 0) throw new Error(`Node ${version} could not be taken from npm\n${stderr}`)
  return executable
}
