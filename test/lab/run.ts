import { spawn, type SpawnOptions } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** What a command prints and how it ends, with something on its stdin. */
export async function run([command = '', ...parameters]: readonly string[], options: SpawnOptions, input = ''): Promise<Run> {
  const child = spawn(command, parameters, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  // A command that does not read its input may end before all is written.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const end = new Promise<Pick<Run, 'exitCode' | 'signal'>>((resolve, reject) => child.on('close', (exitCode, signal) => resolve({ exitCode, signal })).on('error', reject))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const { exitCode, signal } = await end
  // What is killed by somebody else has no last word, and without one the failure would be a riddle.
  return { exitCode, signal, stdout, stderr: signal === null ? stderr : `${stderr}the command was ended by ${signal} from outside\n` }
}

export interface Run {
  /** Nothing when a signal has ended it. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}
