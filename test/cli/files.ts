import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'

/** Replaces what must be there. */
export async function edited(path: string, before: string, after: string): Promise<void> {
  const text = await readFile(path, 'utf8')
  expect(text).toContain(before)
  await writeFile(path, text.replace(before, after))
}

/** Every file below a folder with its text, or with the hash of a package. */
export async function treeOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort()
  return new Map(await Promise.all(paths.map(async (path) => [path.slice(folder.length), await contentOf(path)] as const)))
}

async function contentOf(path: string): Promise<string> {
  const bytes = await readFile(path)
  return path.endsWith('.tgz') ? createHash('sha256').update(bytes).digest('hex') : bytes.toString()
}
