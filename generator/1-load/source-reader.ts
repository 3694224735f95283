import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report, SourceFile } from '../model.ts'

/**
 * Reads sources by their path below the root; what every chart shares may also come from this package.
 * Hundreds of small files are read one after the other: waiting for each in turn costs less than the bookkeeping of reading them at once.
 */
export interface SourceReader {
  /** The file, or undefined when there is none. A path is read once. */
  readonly read: (path: string) => SourceFile | undefined
  /** Paths of the files below a folder, in order; empty when there is no such folder. */
  readonly list: (folder: string) => readonly string[]
  /** Names of the folders in a folder. */
  readonly folders: (folder: string) => readonly string[]
  /** Every file read so far, by its `path`. */
  readonly files: () => { readonly [path: string]: SourceFile }
}

export function sourceReader(root: string, report: Report): SourceReader {
  const known = new Map<string, SourceFile | undefined>()
  const files = new Map<string, SourceFile>()

  function load(path: string): SourceFile | undefined {
    for (const base of basesOf(root, path)) {
      const bytes = ifPresent(() => readFileSync(join(base, path)))
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
      if (!known.has(path)) known.set(path, load(path))
      return known.get(path)
    },
    list(folder) {
      const found = basesOf(root, folder).flatMap((base) => walk(base, folder))
      return [...new Set(found)].sort(byCodeUnits)
    },
    folders(folder) {
      const entries = ifPresent(() => readdirSync(join(root, folder), { withFileTypes: true })) ?? []
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

function walk(base: string, folder: string): readonly string[] {
  const entries = ifPresent(() => readdirSync(join(base, folder), { withFileTypes: true })) ?? []
  return entries.filter((entry) => !isLitter(entry.name)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? walk(base, path) : [path]
  })
}

/** Files that editors and desktops leave behind. */
function isLitter(name: string): boolean {
  return name === '.DS_Store' || name.endsWith('~') || /^\..*\.sw[a-p]$/.test(name)
}

function ifPresent<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    throw error
  }
}

/** Line ends are made the same on every system, so that a checkout with CRLF gives the same charts; only what a chart ships as it is keeps its own. */
function decode(path: string, bytes: Uint8Array, report: Report): SourceFile {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const isShipped = /^charts-src\/[^/]+\/files\//.test(path)
    return { path, text: isShipped ? text : text.replaceAll('\r\n', '\n') }
  } catch {
    report({ rule: 'encoding', severity: 'error', message: `"${path}" is not UTF-8 text`, why: 'a chart is made of text files', fix: 'save it as UTF-8, or keep it out of the chart source', span: { file: path, start: 0, end: 0 } })
    return { path, text: '' }
  }
}
