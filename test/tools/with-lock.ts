import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/**
 * Runs the work while holding a lock folder, so that two processes do not do the same long thing side by side.
 * A lock whose owner has died is taken over. Two waiters may take over the same dead lock at once, and then both work:
 * so the work itself must write atomically. The lock saves time, it does not guard the result.
 */
export async function withLock<Result>(folder: string, work: () => Promise<Result>, whenWaiting = () => {}): Promise<Result> {
  await acquire(folder, whenWaiting)
  try {
    return await work()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function acquire(folder: string, whenWaiting: () => void): Promise<void> {
  await mkdir(dirname(folder), { recursive: true })
  let hasSaidSo = false
  while (!(await create(folder))) {
    if (await isDead(folder)) {
      await rm(folder, { recursive: true, force: true })
      continue
    }
    if (!hasSaidSo) whenWaiting()
    hasSaidSo = true
    await setTimeout(200)
  }
}

async function create(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  await writeFile(join(folder, 'pid'), String(process.pid))
  return true
}

async function isDead(folder: string): Promise<boolean> {
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8').catch(() => ''))
  if (pid > 0) return !isRunning(pid)
  // Between its two steps the owner has a folder without a pid; after ten seconds it must have died there.
  const made = await stat(folder).catch(() => undefined)
  return made !== undefined && Date.now() - made.mtimeMs > 10_000
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return codeOf(error) === 'EPERM'
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
