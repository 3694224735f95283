import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChartFile } from '../model.ts'

/** Every file below a folder, sorted by path; none when there is no such folder. */
export async function readFolder(folder: string): Promise<readonly ChartFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .sort()
  // A file that is no UTF-8 never equals one that we make, so reading it as text is enough to see that it has to go.
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8').catch(() => '') })))
}
