import { nameOf, podTemplateOf, type Fields, type KubernetesObject } from './kubernetes-object.ts'

/** Everything that the pods of an object cannot start without. A field that Kubernetes lets be absent is left out when `optional` says so. */
export function referencesOf(object: KubernetesObject): readonly Reference[] {
  const pod = podTemplateOf(object)?.spec
  if (pod === undefined) return []
  const containers = [...list(pod['initContainers']), ...list(pod['containers'])]
  const all = [
    ...containers.flatMap((container) => [...list(container['env']).flatMap(fromEnv), ...list(container['envFrom']).flatMap(fromEnvFrom)]),
    ...list(pod['volumes']).flatMap(fromVolume),
    ...list(pod['imagePullSecrets']).map((secret) => reference('Secret', secret['name'])),
    ...(typeof pod['serviceAccountName'] === 'string' ? [reference('ServiceAccount', pod['serviceAccountName'])] : []),
  ]
  return all.map((found) => ({ ...found, from: nameOf(object) }))
}

export interface Reference {
  readonly kind: 'Secret' | 'ConfigMap' | 'PersistentVolumeClaim' | 'ServiceAccount'
  readonly name: string
  /** The key within it, where one is asked for. */
  readonly key?: string
  /** Who needs it. */
  readonly from: string
}

function fromEnv({ valueFrom }: Fields): readonly Reference[] {
  const source = fields(valueFrom)
  return [...keyOf('Secret', fields(source['secretKeyRef'])), ...keyOf('ConfigMap', fields(source['configMapKeyRef']))]
}

function keyOf(kind: Reference['kind'], { name, key, optional }: Fields): readonly Reference[] {
  return name === undefined || optional === true ? [] : [reference(kind, name, key)]
}

function fromEnvFrom(source: Fields): readonly Reference[] {
  return [...whole('Secret', fields(source['secretRef'])), ...whole('ConfigMap', fields(source['configMapRef']))]
}

function fromVolume(volume: Fields): readonly Reference[] {
  const { secretName, ...secret } = fields(volume['secret'])
  const claim = fields(volume['persistentVolumeClaim'])['claimName']
  return [
    ...whole('Secret', { ...secret, name: secretName }),
    ...whole('ConfigMap', fields(volume['configMap'])),
    ...list(fields(volume['projected'])['sources']).flatMap((source) => [...whole('Secret', fields(source['secret'])), ...whole('ConfigMap', fields(source['configMap']))]),
    ...(claim === undefined ? [] : [reference('PersistentVolumeClaim', claim)]),
  ]
}

/** All of a Secret or ConfigMap, or those of its keys that `items` names. */
function whole(kind: Reference['kind'], { name, items, optional }: Fields): readonly Reference[] {
  if (name === undefined || optional === true) return []
  const keys = list(items).map((item) => reference(kind, name, item['key']))
  return keys.length > 0 ? keys : [reference(kind, name)]
}

function reference(kind: Reference['kind'], name: unknown, key?: unknown): Reference {
  return { kind, name: String(name), from: '', ...(key === undefined ? {} : { key: String(key) }) }
}

function fields(value: unknown): Fields {
  return (value ?? {}) as Fields
}

function list(value: unknown): readonly Fields[] {
  return (value ?? []) as readonly Fields[]
}
