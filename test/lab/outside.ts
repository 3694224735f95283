import type { KubernetesObject } from './kubernetes-object.ts'
import { referencesOf, type Reference } from './references.ts'

/**
 * What a chart's values take for granted: each Secret, ConfigMap, claim and account that its pods refer to and the chart does not make,
 * with the keys that are asked for. A user would have made them before the installation.
 */
export function outsideObjects(rendered: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const needed = rendered.flatMap(referencesOf).filter((reference) => !isMade(reference, rendered))
  const isSame = (left: Reference, right: Reference) => left.kind === right.kind && left.name === right.name
  return needed
    .filter((reference, index) => needed.findIndex((other) => isSame(reference, other)) === index)
    .map((reference) => outsideObject(reference, needed.filter((other) => isSame(reference, other))))
}

function isMade({ kind, name }: Reference, rendered: readonly KubernetesObject[]): boolean {
  const isEverywhere = kind === 'ServiceAccount' && name === 'default'
  return isEverywhere || rendered.some((object) => object.kind === kind && object.metadata.name === name)
}

function outsideObject({ kind, name }: Reference, references: readonly Reference[]): KubernetesObject {
  const keys = references.flatMap(({ key }) => key ?? [])
  const data = Object.fromEntries((keys.length > 0 ? keys : ['something']).map((key) => [key, `outside-${key}`]))
  const metadata = { name, annotations: { 'chartwright-lab/made-before': 'the installation' } }
  const base = { apiVersion: 'v1', kind, metadata }
  if (kind === 'Secret') return { ...base, stringData: data }
  if (kind === 'ConfigMap') return { ...base, data }
  if (kind === 'ServiceAccount') return base
  return { ...base, spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } } }
}
