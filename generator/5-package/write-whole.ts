import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a file so that whoever reads it finds the old or the new one, never a part. One that is right already is not touched. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const wanted = Buffer.from(content)
  const present = await readFile(path).catch(() => undefined)
  if (present?.equals(wanted)) return
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`
  try {
    await writeFile(temporary, wanted)
    await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}
