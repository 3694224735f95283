import type { KubernetesObject } from '../model.ts'

/** The moments of a release at which an object is a hook; none for an ordinary object. */
export function hookMoments({ metadata }: KubernetesObject): readonly string[] {
  return (metadata.annotations?.['helm.sh/hook'] ?? '').split(',').map((moment) => moment.trim()).filter((moment) => moment !== '')
}

/** What Helm sorts the hooks of a moment by. */
export function hookWeight({ metadata }: KubernetesObject): number {
  return Number(metadata.annotations?.['helm.sh/hook-weight'] ?? 0)
}
