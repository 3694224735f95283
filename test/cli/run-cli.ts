import { spawn, type SpawnOptions } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The compiled command line, as users run it. */
export const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

export async function runCli(folder: string, parameters: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { node = process.execPath, environment = {}, umask } = options
  const command = umask === undefined ? [node, cli, ...parameters] : ['sh', '-c', `umask ${umask}; exec "$0" "$@"`, node, cli, ...parameters]
  return run(command, { cwd: folder, env: { ...plainEnvironment(), ...environment } })
}

export async function run([command = '', ...parameters]: readonly string[], options: SpawnOptions): Promise<Run> {
  const child = spawn(command, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const exitCode = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exitCode: await exitCode, stdout, stderr }
}

/** A small repository of its own for one test, with one chart. */
export async function demoRepository(): Promise<string> {
  const folder = await emptyFolder()
  await copyDemo(folder)
  return folder
}

export async function copyDemo(folder: string): Promise<void> {
  await cp(fileURLToPath(new URL('./demo', import.meta.url)), folder, { recursive: true })
}

export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chartwright-cli-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** What the runner of the tests sets must not reach the command. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, NO_COLOR: __, NODE_OPTIONS: ___, ...rest } = process.env
  return rest
}

interface RunOptions {
  /** The Node that runs it; the one that runs the tests when left out. */
  readonly node?: string
  readonly environment?: { readonly [name: string]: string }
  readonly umask?: string
}

export interface Run {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}
