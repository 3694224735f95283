import { nameOf, type KubernetesObject } from '../kubernetes-object.ts'
import { referencesOf } from '../references.ts'

/**
 * Throws when a pod asks for a key that the chart's own Secret or ConfigMap does not have. On a real node such a pod waits for ever
 * with CreateContainerConfigError; the node of the lab reads no volumes, so this is judged here.
 */
export function referencesResolve(rendered: readonly KubernetesObject[]): void {
  const missing = rendered.flatMap(referencesOf).flatMap(({ kind, name, key, from }) => {
    const target = rendered.find((object) => object.kind === kind && object.metadata.name === name)
    if (target === undefined || key === undefined) return []
    const keys = ['data', 'stringData', 'binaryData'].flatMap((field) => Object.keys((target[field] ?? {}) as object))
    return keys.includes(key) ? [] : [`${from} needs the key "${key}" of ${nameOf(target)}, which has ${keys.length === 0 ? 'none' : `only ${keys.join(', ')}`}`]
  })
  if (missing.length > 0) throw new Error([...new Set(missing)].join('\n'))
}
