import type { Fields } from '../model.ts'
import { listAt, textAt } from './at.ts'
import type { Pod } from './pods.ts'

/** Every ConfigMap and Secret that a pod reads, with the key if it names one. */
export function fileReferences(pod: Pod): readonly FileReference[] {
  return [
    ...listAt(pod.spec, 'volumes').flatMap((volume, index) => volumeReferences(volume, `${pod.path}.volumes[${index}]`)),
    ...listAt(pod.spec, 'imagePullSecrets').map((secret, index) => ({ kind: 'Secret' as const, name: textAt(secret, 'name'), path: `${pod.path}.imagePullSecrets[${index}]`, isOptional: false })),
    ...pod.containers.flatMap(({ container, path }) => [
      ...listAt(container, 'env').flatMap((entry, index) => [
        ...one('ConfigMap', entry['valueFrom'], 'configMapKeyRef', `${path}.env[${index}]`),
        ...one('Secret', entry['valueFrom'], 'secretKeyRef', `${path}.env[${index}]`),
      ]),
      ...listAt(container, 'envFrom').flatMap((entry, index) => [
        ...one('ConfigMap', entry, 'configMapRef', `${path}.envFrom[${index}]`),
        ...one('Secret', entry, 'secretRef', `${path}.envFrom[${index}]`),
      ]),
    ]),
  ]
}

function volumeReferences(volume: Fields, path: string): readonly FileReference[] {
  const sources = [volume, ...listAt(volume, 'projected.sources')]
  return sources.flatMap((source) => [...files('ConfigMap', source['configMap'], 'name', path), ...files('Secret', source['secret'], 'secretName', path)])
}

function files(kind: FileReference['kind'], source: unknown, nameField: string, path: string): readonly FileReference[] {
  const name = textAt(source, nameField) || textAt(source, 'name')
  if (name === '') return []
  const isOptional = (source as Fields)['optional'] === true
  const items = listAt(source, 'items')
  if (items.length === 0) return [{ kind, name, path, isOptional }]
  return items.map((item) => ({ kind, name, path, isOptional, key: textAt(item, 'key') }))
}

function one(kind: FileReference['kind'], value: unknown, field: string, path: string): readonly FileReference[] {
  const name = textAt(value, `${field}.name`)
  if (name === '') return []
  const reference = (value as Fields)[field] as Fields
  const key = textAt(reference, 'key')
  return [{ kind, name, path, isOptional: reference['optional'] === true, ...(key === '' ? {} : { key }) }]
}

export interface FileReference {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
  readonly key?: string
  readonly path: string
  readonly isOptional: boolean
}
