import type { ChangeContract, KubernetesObject, Rendering } from '../model.ts'
import { contents } from '../read/contents.ts'
import { fileReferences } from '../read/file-references.ts'
import { found, nameOf } from '../read/found.ts'
import { podsOf, type Pod } from '../read/pods.ts'

/** Kubernetes does not restart a pod whose configuration changes; a checksum in the pod's annotations makes it. */
export const checksumFollowsContent: ChangeContract = {
  kind: 'change',
  name: 'checksum-follows-content',
  sentence: 'The checksums of a pod change when a ConfigMap or Secret of the chart that it reads changes, and only then.',
  check: (before, after) => podsOf(after).filter(({ owner }) => !isOnce(owner)).flatMap((pod) => {
    const earlier = podsOf(before).find(({ owner, path }) => nameOf(owner) === nameOf(pod.owner) && path === pod.path)
    if (earlier === undefined || (earlier.owner === pod.owner && read(before, earlier) === read(after, pod))) return []
    const [isContentNew, isChecksumNew] = [read(before, earlier) !== read(after, pod), checksums(earlier) !== checksums(pod)]
    const path = pod.path.replace(/spec$/, 'metadata.annotations')
    // A pod that is changed anyhow, by another file to read for example, starts anew by that.
    if (isContentNew && !isChecksumNew && withoutChecksums(earlier) === withoutChecksums(pod)) return [found(pod.owner, path, 'the content changed, the checksums did not')]
    if (!isContentNew && isChecksumNew) return [found(pod.owner, path, 'the checksums changed, the content did not')]
    return []
  }),
  caught: {
    before: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }\ndata: { a: "1" }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { template: { spec: { containers: [{ name: shop, envFrom: [{ configMapRef: { name: r-shop } }] }] } } }',
    after: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }\ndata: { a: "2" }\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { template: { spec: { containers: [{ name: shop, envFrom: [{ configMapRef: { name: r-shop } }] }] } } }',
  },
}

/** A job reads its configuration when it starts, and is not restarted; so do the pods that a program makes of a file. */
function isOnce({ kind }: KubernetesObject): boolean {
  return ['Job', 'CronJob', 'Pod', 'ScheduledSparkApplication', 'ConfigMap'].includes(kind)
}

/** What the pod reads, which of a Secret or ConfigMap may be some keys only. A chart can't see what another chart of its release makes. */
function read({ objects }: Rendering, pod: Pod): string {
  const references = fileReferences(pod)
  const ofChart = objects.filter(({ metadata }) => metadata.labels?.['helm.sh/chart'] === pod.owner.metadata.labels?.['helm.sh/chart'])
  const isRead = (object: KubernetesObject, key: string) => references.some((one) => `${one.kind}/${one.name}` === nameOf(object) && (one.key === undefined || one.key === key))
  return JSON.stringify(ofChart.map((object) => contents(object).filter(({ name }) => isRead(object, name))).filter((read) => read.length > 0))
}

function checksums({ annotations }: Pod): string {
  return JSON.stringify(Object.entries(annotations).filter(([key]) => key.startsWith('checksum/')))
}

function withoutChecksums({ annotations, labels, spec }: Pod): string {
  return JSON.stringify([Object.entries(annotations).filter(([key]) => !key.startsWith('checksum/')), labels, spec])
}
