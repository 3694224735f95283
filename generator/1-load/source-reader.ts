import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Report, SourceFile } from '../model.ts'
import { toolRoot } from '../tool-root.ts'

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
const shippedFolders = ['schemas/shared', 'schemas/kubernetes', 'charts-src/partials', 'charts-src/helpers']

function basesOf(root: string, path: string): readonly string[] {
  const isShipped = shippedFolders.some((folder) => path === folder || path.startsWith(`${folder}/`))
  return isShipped && relative(root, toolRoot) !== '' ? [root, toolRoot] : [root]
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
    return readableFile(path, new TextDecoder('utf-8', { fatal: true }).decode(bytes), report)
  } catch {
    report({ rule: 'encoding', severity: 'error', message: `"${path}" is not UTF-8 text`, why: 'a chart is made of text files', fix: 'save it as UTF-8, or keep it out of the chart source', span: { file: path, start: 0, end: 0 } })
    return { path, text: '' }
  }
}

/** A text as the other phases may take it: lines end in one way, and no character is there that nobody sees and that YAML reads as a line break or not at all. */
export function readableFile(path: string, given: string, report: Report): SourceFile {
  const isShipped = /^charts-src\/[^/]+\/files\//.test(path)
  if (isShipped) return { path, text: given }
  const text = given.replace(/\r\n?/g, '\n')
  const hidden = hiddenCharacter.exec(text)
  if (hidden !== null) {
    const name = `U+${hidden[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    report({ rule: 'hidden-character', severity: 'error', message: `there is the character ${name} here, which nobody sees`, why: 'YAML reads it as the end of a line, or not at all', fix: 'remove it; a quoted string can have it as an escape', span: { file: path, start: hidden.index, end: hidden.index + 1 } })
  }
  return { path, text }
}

/** Control characters but tabs and line feeds, the line and paragraph separators, and a byte order mark that is not at the beginning. */
const hiddenCharacter = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/
