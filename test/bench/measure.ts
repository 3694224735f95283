import { spawn } from 'node:child_process'

/** Runs a command several times, after once that does not count. The shortest time is the least disturbed; the median is what a person waits. */
export async function measure(command: readonly string[], folder: string, times: number): Promise<Measured> {
  await runOnce(command, folder)
  const runs: { readonly milliseconds: number; readonly peak: number }[] = []
  for (let index = 0; index < times; index++) runs.push(await runOnce(command, folder))
  const sorted = runs.map(({ milliseconds }) => milliseconds).sort((left, right) => left - right)
  return { shortest: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0, peak: Math.max(...runs.map(({ peak }) => peak)) }
}

/** The peak of the resident memory is told by a Node process itself, when it is asked to by `tellPeak`. */
async function runOnce([command = '', ...parameters]: readonly string[], folder: string): Promise<{ readonly milliseconds: number; readonly peak: number }> {
  const start = performance.now()
  const child = spawn(command, parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  let told = ''
  let stderr = ''
  child.stdio[3]?.on('data', (text: Buffer) => (told += text.toString()))
  child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()))
  const exitCode = await new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject))
  if (exitCode !== 0) throw new Error(`${command} ${parameters.join(' ')} failed\n${stderr}`)
  return { milliseconds: performance.now() - start, peak: Number(told) }
}

/** For Node: print the peak of the resident memory, in MiB, to the fourth channel at the end. */
export const tellPeak = [
  '--import',
  `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,String(Math.round(process.resourceUsage().maxRSS/1024))))`,
]

export interface Measured {
  /** Milliseconds. */
  readonly shortest: number
  readonly median: number
  /** MiB, 0 when it was not asked for. */
  readonly peak: number
}
