import { listAt, mapAt, textAt } from '../contracts/read/at.ts'
import type { Fields } from '../contracts/model.ts'
import type { Texts } from './image.ts'
import type { ObjectStore } from './object-store.ts'

/** The variables of a container as the kubelet makes them: those of envFrom, then env in its order, `$(NAME)` filled in. */
export function environmentOf(store: ObjectStore, container: Fields, facts: PodFacts): Texts {
  const fromAll = listAt(container, 'envFrom').reduce<Texts>((all, source) => ({ ...all, ...everyKey(store, source) }), {})
  return listAt(container, 'env').reduce<Texts>((all, entry) => {
    const value = valueOf(store, container, entry, facts)
    return value === undefined ? all : { ...all, [textAt(entry, 'name')]: typeof entry['value'] === 'string' ? expanded(value, all) : value }
  }, fromAll)
}

/** `$(NAME)` is a variable's value where there is one, and `$$` a dollar sign. */
export function expanded(text: string, variables: Texts): string {
  return text.replaceAll(/\$(\$|\(([^()]+)\))/g, (whole, _, name: string | undefined) => (name === undefined ? '$' : (variables[name] ?? whole)))
}

function everyKey(store: ObjectStore, source: Fields): Texts {
  const [kind, field] = 'secretRef' in source ? (['Secret', 'secretRef'] as const) : (['ConfigMap', 'configMapRef'] as const)
  const entries = store.entries(kind, textAt(source, `${field}.name`), mapAt(source, field)['optional'] === true)
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [`${textAt(source, 'prefix')}${key}`, value.toString()]))
}

function valueOf(store: ObjectStore, container: Fields, entry: Fields, facts: PodFacts): string | undefined {
  const source = mapAt(entry, 'valueFrom')
  for (const [field, kind] of [['secretKeyRef', 'Secret'], ['configMapKeyRef', 'ConfigMap']] as const) {
    if (!(field in source)) continue
    const reference = mapAt(source, field)
    return store.entry(kind, textAt(reference, 'name'), textAt(reference, 'key'), reference['optional'] === true)?.toString()
  }
  if ('fieldRef' in source) return fieldOf(textAt(source, 'fieldRef.fieldPath'), facts)
  if ('resourceFieldRef' in source) return resourceOf(container, textAt(source, 'resourceFieldRef.resource'))
  return textAt(entry, 'value')
}

/** A field of the pod, as the downward API knows it. */
export function fieldOf(path: string, { metadata, spec, address }: PodFacts): string {
  const [, map = '', key = ''] = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path) ?? []
  if (map !== '') return String(mapAt(metadata, map)[key] ?? '')
  const known: Texts = { 'status.podIP': address, 'status.podIPs': address, 'status.hostIP': address.replace(/\d+$/, '1'), 'spec.nodeName': 'live', 'metadata.uid': '00000000-0000-4000-8000-000000000000' }
  return known[path] ?? textAt({ metadata, spec }, path)
}

function resourceOf(container: Fields, path: string): string {
  const [, number = '0', unit = ''] = /^([0-9.]+)([A-Za-z]*)$/.exec(String(textAt(mapAt(container, 'resources'), path))) ?? []
  const factor = { m: 1e-3, k: 1e3, M: 1e6, G: 1e9, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 }[unit] ?? 1
  return String(Math.ceil(Number(number) * factor))
}

export interface PodFacts {
  readonly metadata: Fields
  readonly spec: Fields
  readonly address: string
}
