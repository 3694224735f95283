import { readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Removes the siblings of a cached folder that were made for other keys, once they are a week old:
 * until then another branch, or a process that still runs, may use them.
 */
export async function removeSuperseded(folder: string): Promise<void> {
  const name = basename(folder).slice(0, -keyLength)
  for (const sibling of await readdir(dirname(folder))) {
    const isOther = sibling !== basename(folder) && sibling.startsWith(name) && key.test(sibling.slice(name.length))
    if (!isOther) continue
    const path = join(dirname(folder), sibling)
    const made = await stat(path).catch(() => undefined)
    if (made !== undefined && Date.now() - made.mtimeMs > week) await rm(path, { recursive: true, force: true })
  }
}

const keyLength = 12
const key = /^[0-9a-f]{12}$/
const week = 7 * 24 * 60 * 60 * 1000
