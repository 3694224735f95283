import { eventually, type Cluster } from '../cluster.ts'
import { nameOf, type KubernetesObject } from '../kubernetes-object.ts'
import type { Release } from '../release.ts'

/** Every object of the namespace, whatever its kind, but for what the cluster makes on its own account. */
export async function objectsOf(cluster: Cluster, namespace: string): Promise<readonly KubernetesObject[]> {
  const kinds = await kindsOf(cluster)
  const text = await cluster.kubectl(['get', kinds.join(','), '--namespace', namespace, '--output', 'json'])
  return (JSON.parse(text) as { readonly items: readonly KubernetesObject[] }).items
}

const known = new WeakMap<Cluster, Promise<readonly string[]>>()

/** The kinds that a cluster has, which it is asked once for. */
function kindsOf(cluster: Cluster): Promise<readonly string[]> {
  const kinds = known.get(cluster) ?? cluster.kubectl(['api-resources', '--namespaced', '--verbs=list', '--output', 'name'])
    .then((text) => text.trim().split('\n').filter((kind) => !/^(events|leases|endpoints$|endpointslices|pods\.metrics)/.test(kind)))
  known.set(cluster, kinds)
  return kinds
}

/** What has to outlive the release: objects that say so, and the claims that a StatefulSet has made from its templates. */
export function isKept(object: KubernetesObject, { objects }: Pick<Release, 'objects'>): boolean {
  if (object.kind === 'PersistentVolumeClaim' && !isRendered(object, objects)) return claimPrefixes(objects).some((prefix) => object.metadata.name.startsWith(prefix))
  return isRendered(object, objects) && object.metadata.annotations?.['helm.sh/resource-policy'] === 'keep'
}

/** Gives what was kept; throws unless all else that has come since `before` is gone. Controllers take a while to collect what belonged to others. */
export function nothingIsLeft(cluster: Cluster, namespace: string, before: readonly KubernetesObject[], release: Release): Promise<readonly KubernetesObject[]> {
  return eventually(async () => {
    const present = (await objectsOf(cluster, namespace)).filter((object) => !before.some(({ metadata }) => metadata.uid === object.metadata.uid))
    const left = present.filter((object) => !isKept(object, release))
    if (left.length > 0) throw new Error(`after "helm uninstall" there still is ${left.map(nameOf).join(', ')}`)
    return present
  })
}

function isRendered({ kind, metadata: { name } }: KubernetesObject, objects: readonly KubernetesObject[]): boolean {
  return objects.some((object) => object.kind === kind && object.metadata.name === name)
}

function claimPrefixes(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.filter(({ kind }) => kind === 'StatefulSet').flatMap(({ metadata, spec }) => {
    const policy = spec?.['persistentVolumeClaimRetentionPolicy'] as { readonly whenDeleted?: string } | undefined
    if (policy?.whenDeleted === 'Delete') return []
    return ((spec?.['volumeClaimTemplates'] ?? []) as readonly KubernetesObject[]).map((claim) => `${claim.metadata.name}-${metadata.name}-`)
  })
}
