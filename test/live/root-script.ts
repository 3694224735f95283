import { lstatSync, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * A shell script, for a mount and process namespace of its own, that makes a container's file system and starts its command in it: that of
 * this machine, read-only, with the mounts where they belong. What a mount lies in is a new folder of links to what else is there.
 */
export function rootScript(root: string, mounts: readonly Mount[], isReadOnly: boolean): string {
  const placed = mounts.map((mount) => ({ ...mount, at: resolvedPath(mount.at) })).sort((one, two) => one.at.split('/').length - two.at.split('/').length)
  const parents = new Set(placed.flatMap(({ at }) => ancestors(at)))
  const taken = new Set(placed.map(({ at }) => at))
  return [
    'set -eu',
    'mount --make-rprivate /',
    `mount -t tmpfs -o mode=0755 live ${root}`,
    `mkdir ${root}/.machine && mount --bind -o ro / ${root}/.machine`,
    ...entriesOf('/', root, parents, taken),
    `mkdir -p ${root}/proc ${root}/run ${root}/tmp ${root}/var`,
    `mount -t proc proc ${root}/proc`,
    ...devices(root, taken),
    ...placed.flatMap((mount) => bind(root, mount)),
    ...(isReadOnly ? [`mount -o remount,ro ${root}`] : []),
    `exec chroot ${root} "$@"`,
    '',
  ].join('\n')
}

/** Links are followed as far as they exist here: /var/run is /run. */
function resolvedPath(path: string): string {
  const above = dirname(path)
  if (path === '/') return '/'
  try {
    return join(realpathSync(above), basename(path))
  } catch {
    return join(resolvedPath(above), basename(path))
  }
}

function ancestors(path: string): readonly string[] {
  return path === '/' ? [] : [dirname(path), ...ancestors(dirname(path))]
}

function entriesOf(folder: string, root: string, parents: ReadonlySet<string>, taken: ReadonlySet<string>): readonly string[] {
  const names = ['/run', '/tmp'].includes(folder) || !isFolder(folder) ? [] : readdirSync(folder)
  return names.flatMap((name) => {
    const path = join(folder, name)
    if (folder === '/' && ownFolders.includes(name)) return parents.has(path) ? entriesOf(path, root, parents, taken) : []
    if (taken.has(path)) return []
    if (parents.has(path)) return [`mkdir -p ${quoted(root + path)}`, ...entriesOf(path, root, parents, taken)]
    // A program looks for what belongs to it beside itself, so what is nearest to the root is really there.
    const isBound = folder === '/'
    if (lstatSync(path).isSymbolicLink()) return [`mkdir -p ${quoted(root + folder)} && ln -s ${quoted(readlinkSync(path))} ${quoted(root + path)}`]
    if (isBound) return isFolder(path) ? [`mkdir ${quoted(root + path)} && mount --bind -o ro ${quoted(path)} ${quoted(root + path)}`] : []
    return [`mkdir -p ${quoted(root + folder)} && ln -s ${quoted(`/.machine${path}`)} ${quoted(root + path)}`]
  })
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

/** Each container has its own of these. */
const ownFolders = ['proc', 'sys', 'dev', 'run', 'tmp', 'lost+found']

function devices(root: string, taken: ReadonlySet<string>): readonly string[] {
  return [
    `mkdir -p ${root}/dev && mount -t tmpfs -o mode=0755 devices ${root}/dev`,
    ...['null', 'zero', 'full', 'random', 'urandom'].map((name) => `touch ${root}/dev/${name} && mount --bind /dev/${name} ${root}/dev/${name}`),
    `ln -s /proc/self/fd ${root}/dev/fd && ln -s /proc/self/fd/1 ${root}/dev/stdout && ln -s /proc/self/fd/2 ${root}/dev/stderr`,
    `mkdir ${root}/dev/shm`,
    ...(taken.has('/dev/shm') ? [] : [`mount -t tmpfs -o mode=1777,size=64m shared ${root}/dev/shm`]),
  ]
}

function bind(root: string, { from, at, isReadOnly }: Mount): readonly string[] {
  const target = quoted(root + at)
  const make = isFolder(from) ? `mkdir -p ${target}` : `mkdir -p ${quoted(root + dirname(at))} && touch ${target}`
  return [`${make} && mount --bind ${quoted(from)} ${target}`, ...(isReadOnly ? [`mount -o remount,ro,bind ${target}`] : [])]
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

export interface Mount {
  /** A folder or file of this machine. */
  readonly from: string
  /** Where the container has it. */
  readonly at: string
  readonly isReadOnly: boolean
}
