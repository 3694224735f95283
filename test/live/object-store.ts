import type { Fields, KubernetesObject } from '../contracts/model.ts'

/** The objects of a namespace. */
export function objectStore(): ObjectStore {
  const objects = new Map<string, KubernetesObject>()
  const find = (kind: string, name: string) => objects.get(`${kind}/${name}`)

  const entries = (kind: FileKind, name: string, isOptional = false): Contents => {
    const object = find(kind, name)
    if (object === undefined && !isOptional) throw new Error(`there is no ${kind} "${name}"`)
    return object === undefined ? {} : contentsOf(object)
  }

  return {
    find,
    all: () => [...objects.values()],
    apply: (given) => given.forEach((object) => objects.set(`${object.kind}/${object.metadata.name}`, object)),
    entries,
    entry: (kind, name, key, isOptional = false) => {
      const value = entries(kind, name, isOptional)[key]
      if (value === undefined && !isOptional) throw new Error(`the ${kind} "${name}" has no key "${key}"`)
      return value
    },
  }
}

function contentsOf(object: KubernetesObject): Contents {
  const plain = { ...(object.kind === 'ConfigMap' ? object.data : object.stringData) }
  const encoded = { ...(object.kind === 'ConfigMap' ? (object['binaryData'] as Fields | undefined) : object.data) }
  return Object.fromEntries([
    ...Object.entries(encoded).map(([key, text]) => [key, Buffer.from(String(text), 'base64')] as const),
    ...Object.entries(plain).map(([key, text]) => [key, Buffer.from(String(text))] as const),
  ])
}

export interface ObjectStore {
  readonly find: (kind: string, name: string) => KubernetesObject | undefined
  readonly all: () => readonly KubernetesObject[]
  /** Adds objects, or replaces those of the same kind and name. */
  readonly apply: (objects: readonly KubernetesObject[]) => void
  /** The files of a ConfigMap or Secret. */
  readonly entries: (kind: FileKind, name: string, isOptional?: boolean) => Contents
  readonly entry: (kind: FileKind, name: string, key: string, isOptional?: boolean) => Buffer | undefined
}

export interface Contents {
  readonly [key: string]: Buffer
}

export type FileKind = 'ConfigMap' | 'Secret'
