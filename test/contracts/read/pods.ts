import type { Fields, KubernetesObject, Rendering, Texts } from '../model.ts'
import { listAt, mapAt } from './at.ts'

/** All pods and pod templates of a rendering, those of hooks and tests among them. */
export function podsOf({ objects }: Pick<Rendering, 'objects'>): readonly Pod[] {
  return objects.flatMap((object) => {
    const known = pods.get(object) ?? podsIn(object)
    pods.set(object, known)
    return known
  })
}

/** All containers of these pods: init containers first, as they start. */
export function containersOf(rendering: Pick<Rendering, 'objects'>): readonly PodContainer[] {
  return podsOf(rendering).flatMap(({ containers }) => containers)
}

// Objects of many renderings are one and the same, so what is read of them is kept.
const pods = new WeakMap<KubernetesObject, readonly Pod[]>()

function podsIn(owner: KubernetesObject): readonly Pod[] {
  const path = podPaths[owner.kind]
  if (path === undefined) return []
  const spec = mapAt(owner, path)
  const metadata = owner.kind === 'Pod' ? owner.metadata : mapAt(owner, path.replace(/spec$/, 'metadata'))
  const pod = {
    owner, path, spec,
    labels: mapAt(metadata, 'labels') as Texts,
    annotations: mapAt(metadata, 'annotations') as Texts,
    runsOnce: ['Job', 'CronJob', 'Pod'].includes(owner.kind),
  }
  const containers = (['initContainers', 'containers'] as const).flatMap((field) =>
    listAt(spec, field).map((container, index) => ({
      pod, container, path: `${path}.${field}[${index}]`,
      isInit: field === 'initContainers' && container['restartPolicy'] !== 'Always',
    })),
  )
  return [{ ...pod, containers }]
}

const podPaths: { readonly [kind: string]: string } = {
  Pod: 'spec',
  Deployment: 'spec.template.spec',
  StatefulSet: 'spec.template.spec',
  DaemonSet: 'spec.template.spec',
  ReplicaSet: 'spec.template.spec',
  Job: 'spec.template.spec',
  CronJob: 'spec.jobTemplate.spec.template.spec',
}

export interface PodFacts {
  readonly owner: KubernetesObject
  /** Where its spec stands in the owner. */
  readonly path: string
  readonly spec: Fields
  readonly labels: Texts
  readonly annotations: Texts
  /** It ends by itself: that of a job, a hook, a test. */
  readonly runsOnce: boolean
}

export interface Pod extends PodFacts {
  readonly containers: readonly PodContainer[]
}

export interface PodContainer {
  readonly pod: PodFacts
  readonly container: Fields
  readonly path: string
  /** It ends before the others start; a sidecar among the init containers does not. */
  readonly isInit: boolean
}
