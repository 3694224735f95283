import { readdirSync, readFileSync, statSync } from 'node:fs'

/**
 * The content of every file below some folders, told by hashes. A file that `previous` knows with the same size and times
 * is not read again, unless it was changed so shortly before that snapshot that the clock could not tell.
 */
export function snapshot(folders: readonly Folder[], previous?: Snapshot): Snapshot {
  const taken = Date.now()
  let read = 0
  const content = folders.map((folder): readonly [string, FolderContent] => {
    const known = previous?.folders[folder.name] ?? {}
    const files = filesBelow(folder.path, folder.without ?? []).map((path): readonly [string, FileState] => {
      const before = known[path]
      const state = fileState(`${folder.path}/${path}`, before, previous?.taken ?? 0)
      if (state !== before) read++
      return [path, state]
    })
    return [folder.name, Object.fromEntries(files)]
  })
  return { taken, read, folders: Object.fromEntries(content) }
}

/** Whether two snapshots saw the same files with the same content, whenever they were touched. */
export function sameContent(left: Snapshot, right: Snapshot): boolean {
  const names = Object.keys(left.folders)
  if (names.length !== Object.keys(right.folders).length) return false
  return names.every((name) => sameFolder(left.folders[name] ?? {}, right.folders[name]))
}

function sameFolder(left: FolderContent, right: FolderContent | undefined): boolean {
  const paths = Object.keys(left)
  if (right === undefined || paths.length !== Object.keys(right).length) return false
  return paths.every((path) => left[path]?.hash === right[path]?.hash)
}

function fileState(path: string, before: FileState | undefined, taken: number): FileState {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isFile()) return { size: 0, mtime: 0, ctime: 0, hash: 'no file' }
  const { size, mtimeMs: mtime, ctimeMs: ctime } = stat
  const isSame = before?.size === size && before.mtime === mtime && before.ctime === ctime
  const isOld = Math.max(mtime, ctime) < taken - clockDoubt
  return isSame && isOld ? before : { size, mtime, ctime, hash: hashOf(path) }
}

/** Paths relative to the folder; none when there is no such folder. */
function filesBelow(folder: string, without: readonly string[], prefix = ''): readonly string[] {
  let entries
  try {
    entries = readdirSync(prefix === '' ? folder : `${folder}/${prefix}`, { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    if (without.includes(path)) return []
    return entry.isDirectory() ? filesBelow(folder, without, path) : [path]
  })
}

/** Loaded only for a file that has changed: it costs a twentieth of a build that has nothing to do. */
function hashOf(path: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256').update(readFileSync(path)).digest('base64')
}

/** File systems keep times more coarsely than they say; the coarsest in use by two seconds. */
const clockDoubt = 2000

export interface Folder {
  readonly name: string
  readonly path: string
  /** Paths below it that do not count. */
  readonly without?: readonly string[]
}

export interface Snapshot {
  /** When it was taken, in milliseconds. */
  readonly taken: number
  /** How many files had to be read for it. */
  readonly read: number
  readonly folders: { readonly [name: string]: FolderContent }
}

type FolderContent = { readonly [path: string]: FileState }

interface FileState {
  readonly size: number
  readonly mtime: number
  readonly ctime: number
  readonly hash: string
}
