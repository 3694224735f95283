import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sameContent, snapshot, type Folder, type Snapshot } from '../5-package/snapshot.ts'
import { toolRoot } from '../tool-root.ts'
import type { BuiltChart } from './built-chart.ts'

/**
 * What the last build of all charts made, when everything is still as it left it: sources, output and this tool.
 * Only Node's own modules are needed to find out, so that a build without a change costs little more than the start of Node.
 */
export function stillBuilt(root: string, outputs: Outputs): readonly BuiltChart[] | undefined {
  const stamp = readStamp(root)
  if (stamp === undefined || stamp.tool !== toolVersions() || !covers(stamp.outputs, outputs)) return undefined
  const now = snapshot([...sourceFolders(root), ...outputFolders(root, stamp.outputs)], stamp.snapshot)
  if (!sameContent(stamp.snapshot, now)) return undefined
  if (now.read > 0) writeStamp(root, { ...stamp, snapshot: now })
  return stamp.charts
}

/** To be taken before the sources are read: what changes while we build then makes the next build begin. */
export function sourcesNow(root: string): Snapshot {
  return snapshot(sourceFolders(root))
}

export function rememberBuild(root: string, sources: Snapshot, outputs: Outputs, charts: readonly BuiltChart[]): void {
  const written = snapshot(outputFolders(root, outputs))
  const together = { taken: sources.taken, read: 0, folders: { ...sources.folders, ...written.folders } }
  writeStamp(root, { tool: toolVersions(), outputs, snapshot: together, charts })
}

/** The schemas, the sources, and the tool with what it brings along. */
function sourceFolders(root: string): readonly Folder[] {
  const folders = (name: string, below: string, parts: readonly string[]): readonly Folder[] =>
    parts.map((part) => ({ name: `${name}${part}`, path: join(below, part) }))
  const isOwnRepository = resolve(root) === resolve(toolRoot)
  return [
    ...folders('', root, ['schemas', 'charts-src']),
    ...folders('tool/', toolRoot, isOwnRepository ? [] : ['schemas/shared', 'schemas/kubernetes', 'charts-src/partials', 'charts-src/helpers']),
    { name: 'tool/dist', path: join(toolRoot, 'dist'), without: ['values'] },
  ]
}

function outputFolders(root: string, { types, packages }: Outputs): readonly Folder[] {
  const wished = [types, packages].filter((folder) => folder !== undefined)
  return ['dist-charts', ...wished].map((folder) => ({ name: `output/${folder}`, path: resolve(root, folder) }))
}

function covers(made: Outputs, wanted: Outputs): boolean {
  const has = (before: string | undefined, now: string | undefined): boolean => now === undefined || before === now
  const isSameTime = wanted.packages === undefined || made.sourceDate === wanted.sourceDate
  return has(made.types, wanted.types) && has(made.packages, wanted.packages) && isSameTime
}

/** The version of the tool and of all that it depends on. */
function toolVersions(): string {
  return readFileSync(join(toolRoot, 'package.json'), 'utf8')
}

function readStamp(root: string): Stamp | undefined {
  try {
    const stamp = JSON.parse(readFileSync(stampPath(root), 'utf8')) as Stamp
    return stamp.format === format ? stamp : undefined
  } catch {
    return undefined
  }
}

/** Without a stamp every build is a whole one, so a folder that cannot be written to is no reason to fail. */
function writeStamp(root: string, stamp: Omit<Stamp, 'format'>): void {
  const path = stampPath(root)
  try {
    mkdirSync(join(root, '.cache'), { recursive: true })
    writeFileSync(`${path}.${process.pid}`, JSON.stringify({ format, ...stamp }))
    renameSync(`${path}.${process.pid}`, path)
  } catch {
    return
  }
}

function stampPath(root: string): string {
  return join(root, '.cache', 'build.json')
}

const format = 2

/** What is written beside dist-charts/, as paths. */
export interface Outputs {
  readonly types?: string | undefined
  readonly packages?: string | undefined
  /** The time in packages, in seconds. */
  readonly sourceDate: number
}

interface Stamp {
  readonly format: number
  readonly tool: string
  readonly outputs: Outputs
  readonly snapshot: Snapshot
  readonly charts: readonly BuiltChart[]
}
