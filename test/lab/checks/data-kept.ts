import { listAt, textAt } from '../../contracts/read/at.ts'
import { podsMadeBy } from '../../contracts/read/pod-makers.ts'
import type { Cluster } from '../cluster.ts'
import { nameOf, type KubernetesObject } from '../kubernetes-object.ts'
import { referencesOf } from '../references.ts'
import type { Release } from '../release.ts'

/** Throws when the chart makes a claim that "helm uninstall" would delete, and the data on it with it. */
export function claimsAreKept({ objects }: Release): void {
  const lost = objects.filter(({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.annotations?.['helm.sh/resource-policy'] !== 'keep')
  if (lost.length > 0) throw new Error(`"helm uninstall" would delete ${lost.map(nameOf).join(', ')} and the data on it: annotate it with "helm.sh/resource-policy: keep"`)
}

/** The claims in a namespace, whoever has made them. */
export async function claimsOf(cluster: Cluster, namespace: string): Promise<readonly KubernetesObject[]> {
  return (JSON.parse(await cluster.kubectl(['get', 'persistentvolumeclaims', '--namespace', namespace, '--output', 'json'])) as { readonly items: readonly KubernetesObject[] }).items
}

/** Throws when an upgrade has brought other claims: the pods then start with no data. */
export function claimsAreTheSame(before: readonly KubernetesObject[], now: readonly KubernetesObject[]): void {
  const names = (claims: readonly KubernetesObject[]) => claims.map((claim) => `${nameOf(claim)} (${claim.metadata.uid})`).sort().join(', ')
  if (names(before) !== names(now)) throw new Error(`the claims were ${names(before)} and now are ${names(now)}, so the pods have lost their data`)
}

/**
 * Throws unless a second installation uses the claims and Secrets that the first one has left, and makes no others beside them.
 * A CronJob uses a claim whenever its time has come, and so does what makes pods by a program or an operator that does not run here. Of `kept` only the claims that the installation itself made have to be used; others come from scaling by hand.
 */
export function keptIsFoundAgain(kept: readonly KubernetesObject[], installed: readonly KubernetesObject[], now: readonly KubernetesObject[]): void {
  const known = kept.map(({ metadata }) => metadata.uid)
  const changed = kept.filter((object) => !now.some(({ metadata }) => metadata.uid === object.metadata.uid))
  if (changed.length > 0) throw new Error(`a second installation has replaced ${changed.map(nameOf).join(', ')}, which the first one had left`)
  const hasClaims = kept.some(isClaim)
  const additional = now.filter((object) => isClaim(object) && !known.includes(object.metadata.uid) && !(object.metadata.annotations?.['chartwright-lab/made-before']))
  if (hasClaims && additional.length > 0) throw new Error(`a second installation has made ${additional.map(nameOf).join(', ')} instead of using ${kept.filter(isClaim).map(nameOf).join(', ')}, so the data is lost to it`)
  const used = [
    ...now.filter(({ kind }) => kind === 'Pod').flatMap(referencesOf).filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ name }) => name),
    ...now.filter(({ kind }) => makersElsewhere.includes(kind)).flatMap((object) => podsMadeBy(object)).flatMap(({ template }) => listAt(template, 'spec.volumes')).map((volume) => textAt(volume, 'persistentVolumeClaim.claimName')),
  ]
  const unused = kept.filter((object) => installed.some(({ metadata }) => metadata.uid === object.metadata.uid) && !used.includes(object.metadata.name))
  if (unused.length > 0) throw new Error(`no pod of the second installation uses ${unused.map(nameOf).join(', ')}, which the first one had left`)
}

const makersElsewhere: readonly string[] = ['ConfigMap', 'CronJob', 'FlinkDeployment', 'ScheduledSparkApplication', 'SparkApplication']

function isClaim({ kind }: KubernetesObject): boolean {
  return kind === 'PersistentVolumeClaim'
}
