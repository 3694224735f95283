import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Fields } from '../contracts/model.ts'
import { listAt, mapAt, textAt } from '../contracts/read/at.ts'
import { fieldOf, type PodFacts } from './environment.ts'
import type { Contents, FileKind, ObjectStore } from './object-store.ts'

/** A folder for each volume of a pod, with the owners and modes that the kubelet gives it. Claims live in `claims`, by their names, and outlive the pod. */
export function makeVolumes(store: ObjectStore, facts: PodFacts, folder: string, claims: string): ReadonlyMap<string, Volume> {
  const group = mapAt(facts.spec, 'securityContext')['fsGroup'] as number | undefined
  return new Map(listAt(facts.spec, 'volumes').map((volume) => {
    const name = textAt(volume, 'name')
    const claim = textAt(volume, 'persistentVolumeClaim.claimName')
    const path = claim === '' ? join(folder, name) : join(claims, claim)
    if (claim !== '' || 'emptyDir' in volume) makeWritable(path, group)
    else writeFiles(path, filesOf(store, volume, facts), group)
    return [name, { path, isReadOnly: !(claim !== '' || 'emptyDir' in volume) }]
  }))
}

/** With a group the folder and all in it belongs to it, as `fsGroup` says; without one the folder is the root's. */
function makeWritable(path: string, group: number | undefined): void {
  mkdirSync(path, { recursive: true })
  if (statSync(path).gid === group) return
  chmodSync(path, group === undefined ? 0o777 : 0o2775)
  if (group !== undefined) giveTo(path, group)
}

function giveTo(path: string, group: number): void {
  const { uid, mode } = statSync(path)
  chownSync(path, uid, group)
  chmodSync(path, statSync(path).isDirectory() ? mode | 0o2070 : mode | 0o060)
  if (statSync(path).isDirectory()) readdirSync(path).forEach((name) => giveTo(join(path, name), group))
}

function writeFiles(path: string, files: readonly File[], group: number | undefined): void {
  mkdirSync(path, { recursive: true })
  for (const file of files) {
    const place = join(path, file.path)
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, file.content)
    chownSync(place, 0, group ?? 0)
    chmodSync(place, group === undefined ? file.mode : file.mode | 0o440)
  }
}

function filesOf(store: ObjectStore, volume: Fields, facts: PodFacts): readonly File[] {
  if (!('projected' in volume)) return filesOfSource(store, volume, facts, Number(modeIn(volume) ?? 0o644))
  return listAt(volume, 'projected.sources').flatMap((source) => filesOfSource(store, source, facts, Number(mapAt(volume, 'projected')['defaultMode'] ?? 0o644)))
}

function modeIn(volume: Fields): unknown {
  return ['configMap', 'secret', 'downwardAPI'].map((field) => mapAt(volume, field)['defaultMode']).find((mode) => mode !== undefined)
}

function filesOfSource(store: ObjectStore, source: Fields, facts: PodFacts, mode: number): readonly File[] {
  if ('configMap' in source) return selected(store, 'ConfigMap', textAt(source, 'configMap.name'), mapAt(source, 'configMap'), mode)
  if ('secret' in source) return selected(store, 'Secret', textAt(source, 'secret.secretName') || textAt(source, 'secret.name'), mapAt(source, 'secret'), mode)
  if ('downwardAPI' in source) return listAt(source, 'downwardAPI.items').map((item) => ({ path: textAt(item, 'path'), mode, content: Buffer.from(fieldOf(textAt(item, 'fieldRef.fieldPath'), facts)) }))
  throw new Error(`nobody said how to make the volume ${JSON.stringify(source)}`)
}

function selected(store: ObjectStore, kind: FileKind, name: string, source: Fields, mode: number): readonly File[] {
  const isOptional = source['optional'] === true
  const contents: Contents = store.entries(kind, name, isOptional)
  const items = listAt(source, 'items')
  if (items.length === 0) return Object.entries(contents).map(([path, content]) => ({ path, content, mode }))
  return items.flatMap((item) => {
    const content = store.entry(kind, name, textAt(item, 'key'), isOptional)
    return content === undefined ? [] : [{ path: textAt(item, 'path'), content, mode: Number(item['mode'] ?? mode) }]
  })
}

interface File {
  readonly path: string
  readonly content: Buffer
  readonly mode: number
}

export interface Volume {
  readonly path: string
  readonly isReadOnly: boolean
}
