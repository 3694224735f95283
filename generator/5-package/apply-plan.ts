import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isDone, type Plan } from './plan-write.ts'

/**
 * Makes the folder `name` below `root` what the plan says. The new folder is written beside the old one and then takes its name,
 * so that whoever reads it, or kills us, finds the whole old chart or the whole new one, never a mixture. Between the two renames
 * there is no folder of that name for a moment, since Node has no call that exchanges two folders.
 */
export async function applyPlan(root: string, name: string, plan: Plan): Promise<void> {
  if (isDone(plan)) return
  const files = plan.flatMap((step) => (step.kind === 'delete' ? [] : [{ path: step.path, text: step.after }]))
  const workplace = join(root, `${workplacePrefix}${process.pid}-${randomUUID().slice(0, 8)}`)
  try {
    for (const { path, text } of files) {
      const target = join(workplace, 'new', path)
      await mkdir(dirname(target), { recursive: true })
      await writeFile(target, text)
    }
    await mkdir(workplace, { recursive: true })
    await swap(join(root, name), workplace, files.length > 0)
  } finally {
    await rm(workplace, { recursive: true, force: true })
  }
}

/** Removes what builds that were killed have left. A workplace whose process still runs is left alone. */
export async function removeLeftovers(root: string): Promise<void> {
  const entries = await readdir(root).catch(() => [])
  for (const entry of entries) {
    const pid = entry.startsWith(workplacePrefix) ? Number.parseInt(entry.slice(workplacePrefix.length), 10) : Number.NaN
    if (pid > 0 && !isRunning(pid)) await rm(join(root, entry), { recursive: true, force: true })
  }
}

/** Another build may do the same at the same time: then the name is free or taken when we do not expect it, and we try again. */
async function swap(folder: string, workplace: string, hasFiles: boolean): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    await rename(folder, join(workplace, `old-${attempt}`)).catch(unless('ENOENT'))
    if (!hasFiles) return
    const isDone = await rename(join(workplace, 'new'), folder).then(() => true, unless('ENOTEMPTY', 'EEXIST'))
    if (isDone === true) return
  }
  throw new Error(`another process keeps writing to ${folder}`)
}

function unless(...codes: readonly string[]): (error: unknown) => void {
  return (error) => {
    const isExpected = error instanceof Error && 'code' in error && codes.some((code) => code === error.code)
    if (!isExpected) throw error
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const workplacePrefix = '.chartwright-'
