import type { Fields, KubernetesObject, Rendering, Texts } from '../model.ts'
import { listAt, mapAt } from './at.ts'
import { podsMadeBy } from './pod-makers.ts'

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
  return podsMadeBy(owner).map(({ path, template, runsOnce, isPart = false }) => {
    const spec = mapAt(template, 'spec')
    const pod = {
      owner, path, spec, runsOnce, isPart,
      labels: mapAt(template, 'metadata.labels') as Texts,
      annotations: mapAt(template, 'metadata.annotations') as Texts,
    }
    const containers = (['initContainers', 'containers'] as const).flatMap((field) =>
      listAt(spec, field).map((container, index) => ({
        pod, container, path: `${path}.${field}[${index}]`,
        isInit: field === 'initContainers' && container['restartPolicy'] !== 'Always',
      })),
    )
    return { ...pod, containers }
  })
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
  /** It is one kind of pods of an application, which `app.kubernetes.io/component` tells apart. */
  readonly isPart: boolean
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
