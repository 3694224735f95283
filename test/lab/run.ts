import { spawn, type SpawnOptions } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** What a command prints and how it ends, with something on its stdin. */
export async function run([command = '', ...parameters]: readonly string[], options: SpawnOptions, input = ''): Promise<Run> {
  const child = spawn(command, parameters, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  // A command that does not read its input may end before all is written.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const exitCode = new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exitCode: await exitCode, stdout, stderr }
}

export interface Run {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}
