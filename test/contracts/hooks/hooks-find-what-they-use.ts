import type { KubernetesObject, Rendering, RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { fileReferences } from '../read/file-references.ts'
import { found } from '../read/found.ts'
import { hookMoments, hookWeight } from '../read/hook.ts'
import { podsOf, type Pod } from '../read/pods.ts'

/** Helm makes what is no hook after all pre-install hooks; hooks come by weight. At the first install nothing else is there. */
export const hooksFindWhatTheyUse: RenderingContract = {
  kind: 'rendering',
  name: 'hooks-find-what-they-use',
  sentence: 'What a hook before the installation uses is itself such a hook with a lower weight: nothing else exists by then.',
  check: (rendering) => podsOf(rendering).filter(({ owner }) => hookMoments(owner).includes('pre-install')).flatMap((pod) => uses(pod).flatMap(({ kind, name, path }) => {
    const object = ownObject(rendering, kind, name)
    if (object === undefined) return []
    const isEarlier = hookMoments(object).includes('pre-install') && (hookWeight(object) < hookWeight(pod.owner) || (hookWeight(object) === hookWeight(pod.owner) && isSortedBefore(kind)))
    return isEarlier ? [] : [found(pod.owner, path, `${kind} "${name}" comes later`)]
  })),
  caught: 'apiVersion: v1\nkind: Secret\nmetadata: { name: r-shop }\n---\napiVersion: batch/v1\nkind: Job\nmetadata: { name: r-shop, annotations: { helm.sh/hook: "pre-install,pre-upgrade" } }\nspec: { template: { spec: { containers: [{ name: shop, envFrom: [{ secretRef: { name: r-shop } }] }] } } }',
}

function uses(pod: Pod): readonly { readonly kind: string; readonly name: string; readonly path: string }[] {
  return [
    ...fileReferences(pod),
    { kind: 'ServiceAccount', name: textAt(pod.spec, 'serviceAccountName'), path: `${pod.path}.serviceAccountName` },
    ...listAt(pod.spec, 'volumes').map((volume, index) => ({ kind: 'PersistentVolumeClaim', name: textAt(volume, 'persistentVolumeClaim.claimName'), path: `${pod.path}.volumes[${index}]` })),
  ]
}

function ownObject({ objects }: Rendering, kind: string, name: string): KubernetesObject | undefined {
  return objects.find((object) => object.kind === kind && object.metadata.name === name)
}

/** Within a weight Helm sorts by kind, and these come before a Job. */
function isSortedBefore(kind: string): boolean {
  return ['ServiceAccount', 'Secret', 'ConfigMap', 'PersistentVolumeClaim'].includes(kind)
}
