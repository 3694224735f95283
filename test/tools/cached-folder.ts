import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './places.ts'
import { removeSuperseded } from './remove-superseded.ts'

/**
 * A folder in the cache that is filled once for all that its content depends on: the key must name every source
 * and the code that fills it. It appears whole or not at all, whoever else fills it at the same time.
 */
export async function cachedFolder(name: string, key: readonly string[], fill: (folder: string) => Promise<void>): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 12)
  const folder = join(cacheFolder, `${name}-${hash}`)
  if (existsSync(folder)) return folder
  const partial = `${folder}.${randomUUID()}`
  await mkdir(partial, { recursive: true })
  try {
    await fill(partial)
    await rename(partial, folder)
    await removeSuperseded(folder)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    // Another process was faster, and its folder is as good.
    if (!existsSync(folder)) throw error
  }
  return folder
}
