import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report, SourceFile } from '../model.ts'

/** Reads sources by their path below the root; what every chart shares may also come from this package. */
export interface SourceReader {
  /** The file, or undefined when there is none. A path is read once. */
  readonly read: (path: string) => Promise<SourceFile | undefined>
  /** Paths of the files below a folder, in order; empty when there is no such folder. */
  readonly list: (folder: string) => Promise<readonly string[]>
  /** Names of the folders in a folder. */
  readonly folders: (folder: string) => Promise<readonly string[]>
  /** Every file read so far, by its `path`. */
  readonly files: () => { readonly [path: string]: SourceFile }
}

export function sourceReader(root: string, report: Report): SourceReader {
  const pending = new Map<string, Promise<SourceFile | undefined>>()
  const files = new Map<string, SourceFile>()

  async function load(path: string): Promise<SourceFile | undefined> {
    for (const base of basesOf(root, path)) {
      const bytes = await ifPresent(readFile(join(base, path)))
      if (!bytes) continue
      const shownPath = base === root ? path : relative(root, join(base, path)).split(sep).join('/')
      const file = decode(shownPath, bytes, report)
      files.set(shownPath, file)
      return file
    }
    return undefined
  }

  return {
    read(path) {
      const known = pending.get(path)
      if (known) return known
      const file = load(path)
      pending.set(path, file)
      return file
    },
    async list(folder) {
      const found = await Promise.all(basesOf(root, folder).map((base) => walk(base, folder)))
      return [...new Set(found.flat())].sort(byCodeUnits)
    },
    async folders(folder) {
      const entries = (await ifPresent(readdir(join(root, folder), { withFileTypes: true }))) ?? []
      return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name).sort(byCodeUnits)
    },
    files: () => Object.fromEntries([...files].sort(([left], [right]) => byCodeUnits(left, right))),
  }
}

/** The order of strings must not depend on the machine's language. */
export function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** A repository made by `chartwright new` holds only its own charts: what they share is shipped with the compiler. */
const packageRoot = fileURLToPath(new URL('../../', import.meta.url))
const shippedFolders = ['schemas/shared', 'schemas/kubernetes', 'charts-src/partials', 'charts-src/helpers']

function basesOf(root: string, path: string): readonly string[] {
  const isShipped = shippedFolders.some((folder) => path === folder || path.startsWith(`${folder}/`))
  return isShipped && relative(root, packageRoot) !== '' ? [root, packageRoot] : [root]
}

async function walk(base: string, folder: string): Promise<readonly string[]> {
  const entries = (await ifPresent(readdir(join(base, folder), { withFileTypes: true }))) ?? []
  const paths = entries.filter((entry) => !isLitter(entry.name)).map((entry) => (entry.isDirectory() ? walk(base, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
  return (await Promise.all(paths)).flat()
}

/** Files that editors and desktops leave behind. */
function isLitter(name: string): boolean {
  return name === '.DS_Store' || name.endsWith('~') || /^\..*\.sw[a-p]$/.test(name)
}

async function ifPresent<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/** Line ends are made the same on every system, so that a checkout with CRLF gives the same charts; a mark of byte order is dropped. */
function decode(path: string, bytes: Uint8Array, report: Report): SourceFile {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { path, text: text.includes('\r') ? text.replaceAll('\r\n', '\n') : text }
  } catch {
    report({ rule: 'encoding', severity: 'error', message: `"${path}" is not UTF-8 text`, why: 'a chart is made of text files', fix: 'save it as UTF-8, or keep it out of the chart source', span: { file: path, start: 0, end: 0 } })
    return { path, text: '' }
  }
}
