import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { at, listAt, mapAt, textAt } from '../contracts/read/at.ts'
import type { Images } from './image.ts'
import { openNetwork } from './network.ts'
import { objectStore, type Contents, type FileKind } from './object-store.ts'
import { runPod, type Pod, type PodTemplate } from './pod.ts'
import { openServices, type NamedPod, type Services } from './services.ts'

/** A namespace in which rendered objects are more than text: their pods run. See README.md beside this file. */
export function openCluster(images: Images, namespace = 'live'): LiveCluster {
  const folder = mkdtempSync(join(tmpdir(), 'chartwright-live-'))
  const network = openNetwork()
  const store = objectStore()
  let pods: readonly (NamedPod & { readonly workload: string })[] = []
  const services = openServices(network, namespace, () => pods)
  let count = 0

  const start = async (workload: string, ordinal = 0): Promise<Pod> => {
    const object = workloadOf(store.find(workload.split('/')[0] ?? '', workload.split('/')[1] ?? ''), workload)
    const name = object.kind === 'StatefulSet' ? `${object.metadata.name}-${ordinal}` : `${object.metadata.name}-${++count}`
    const pod = await runPod({ store, images, template: podTemplate(object, name, namespace), folder: join(folder, `${name}-${++count}`), claims: join(folder, 'claims'), network: network.addPod(), hosts: services.hosts })
    const forget = (end: () => Promise<void>) => async () => {
      pods = pods.filter((one) => one.pod !== known)
      await end()
    }
    const known: Pod = { ...pod, stop: forget(pod.stop), kill: forget(pod.kill) }
    pods = [...pods, { workload, name, pod: known }]
    for (const one of pods) one.pod.renewHosts()
    return known
  }

  return {
    services,
    apply: async (objects) => {
      store.apply(objects)
      for (const object of objects) if (object.kind === 'Service') await services.add(object)
    },
    start,
    run: async (workload) => {
      const pod = await start(workload)
      const codes = await Promise.all(pod.containers.map(({ ended }) => ended))
      const output = pod.containers.map(({ log }) => log()).join('')
      await pod.stop()
      return { exitCode: Math.max(...codes), output }
    },
    contents: (kind, name) => store.entries(kind, name),
    claim: (name) => join(folder, 'claims', name),
    close: async () => {
      await Promise.all(pods.map(({ pod }) => pod.kill()))
      await services.close()
      network.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function workloadOf(object: KubernetesObject | undefined, name: string): KubernetesObject {
  if (object === undefined) throw new Error(`there is no ${name}`)
  return object
}

/** The pod that a controller would make, with the claims of a StatefulSet as its volumes. */
function podTemplate(object: KubernetesObject, name: string, namespace: string): PodTemplate {
  const path = { Pod: '', CronJob: 'spec.jobTemplate.spec.template' }[object.kind] ?? 'spec.template'
  const { metadata, spec } = (path === '' ? object : mapAt(object, path)) as { readonly metadata?: Fields; readonly spec: Fields }
  const claims = listAt(object, 'spec.volumeClaimTemplates').map((claim) => ({ name: textAt(claim, 'metadata.name'), persistentVolumeClaim: { claimName: `${textAt(claim, 'metadata.name')}-${name}` } }))
  const volumes = at(spec, 'volumes') === undefined && claims.length === 0 ? {} : { volumes: [...listAt(spec, 'volumes'), ...claims] }
  return { metadata: { labels: {}, ...metadata, name, namespace }, spec: { ...spec, ...volumes } }
}

export interface LiveCluster {
  readonly services: Services
  /** Adds objects, or replaces them as an upgrade does; what runs goes on until it is started anew. */
  readonly apply: (objects: readonly KubernetesObject[]) => Promise<void>
  /** Starts a pod of a workload, such as `StatefulSet/demo-postgresql`, of which the first is 0. It is there when its init containers have ended; wait for `ready()`. */
  readonly start: (workload: string, ordinal?: number) => Promise<Pod>
  /** Runs a Job, a CronJob's Job or a test's Pod to its end. */
  readonly run: (workload: string) => Promise<{ readonly exitCode: number; readonly output: string }>
  readonly contents: (kind: FileKind, name: string) => Contents
  /** The folder of a volume claim on this machine. */
  readonly claim: (name: string) => string
  readonly close: () => Promise<void>
}
