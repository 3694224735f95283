import type { Cluster } from './cluster.ts'
import { objectsIn, type KubernetesObject } from './kubernetes-object.ts'

/** What Helm has recorded of a release. */
export async function releaseOf(cluster: Cluster, namespace: string): Promise<Release> {
  return readRelease(await cluster.helm('helm4', ['status', releaseName, '--namespace', namespace, '--output', 'json']))
}

/** A release as `--output json` of install, upgrade and status prints it. */
export function readRelease(text: string): Release {
  const { manifest, hooks, info, version } = JSON.parse(text) as RecordedRelease
  const read = ({ manifest: hookManifest, events, weight, last_run: lastRun }: RecordedHook): Hook => ({
    object: objectsIn(hookManifest)[0] as KubernetesObject,
    events,
    weight: weight ?? 0,
    started: lastRun?.started_at ?? '',
    completed: lastRun?.completed_at ?? '',
    phase: lastRun?.phase ?? '',
  })
  return { objects: objectsIn(manifest), hooks: (hooks ?? []).map(read), status: info.status, description: info.description, revision: version }
}

/** The one release of a namespace. Its name is in no chart's name, so that a name that leaves the release out is seen. */
export const releaseName = 'lab'

export interface Release {
  readonly objects: readonly KubernetesObject[]
  readonly hooks: readonly Hook[]
  readonly status: string
  readonly description: string
  readonly revision: number
}

export interface Hook {
  readonly object: KubernetesObject
  readonly events: readonly string[]
  readonly weight: number
  /** Times in RFC 3339, empty before the hook has run. */
  readonly started: string
  readonly completed: string
  readonly phase: string
}

interface RecordedRelease {
  readonly manifest: string
  readonly hooks?: readonly RecordedHook[]
  readonly info: { readonly status: string; readonly description: string }
  readonly version: number
}

interface RecordedHook {
  readonly manifest: string
  readonly events: readonly string[]
  readonly weight?: number
  readonly last_run?: { readonly started_at?: string; readonly completed_at?: string; readonly phase?: string }
}
