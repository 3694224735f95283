import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Fields, KubernetesObject } from '../contracts/model.ts'
import { listAt, mapAt, textAt } from '../contracts/read/at.ts'
import { eventually, startCluster, type Cluster } from '../lab/cluster.ts'
import type { LiveCluster } from './cluster.ts'

/** A real API server beside a live cluster, for programs that ask it: the objects are in both, and what a controller makes of them runs in the live one. */
export async function startControlPlane(namespace = 'live'): Promise<ControlPlane> {
  const cluster = await startCluster({ hasDefinitions: false })
  const call = (parameters: readonly string[], input?: string) => cluster.kubectl([...parameters, '--namespace', namespace], input)
  await cluster.kubectl(['create', 'namespace', namespace])
  await eventually(() => call(['get', 'serviceaccount/default', 'configmap/kube-root-ca.crt']))
  const { host, port, ca } = await addressOf(cluster)
  return {
    kubectl: call,
    list: async (kind, selector) => (JSON.parse(await call(['get', kind, '--selector', selector, '--output', 'json'])) as { readonly items: readonly KubernetesObject[] }).items,
    podFor: async (live, selector) => {
      const [pod] = await eventually(async () => {
        const pods = (JSON.parse(await call(['get', 'pods', '--selector', selector, '--output', 'json'])) as { readonly items: readonly KubernetesObject[] }).items
        if (pods.length !== 1) throw new Error(`${pods.length} pods have ${selector}`)
        return pods
      })
      if (pod === undefined) throw new Error('there is no pod')
      const account = textAt(pod, 'spec.serviceAccountName')
      const token = (await call(['create', 'token', account])).trim()
      const access = { apiVersion: 'v1', kind: 'Secret', metadata: { name: `access-${account}` }, stringData: { token, 'ca.crt': ca, namespace } }
      await live.apply([access, asRunHere(pod, access.metadata.name)])
      return pod
    },
    openTo: (live) => live.services.addOutside('kubernetes.default.svc', 443, { host, port }),
    stop: cluster.stop,
  }
}

/** What the kubelet fills in: the token of the account, and the identity of the pod. */
function asRunHere(pod: KubernetesObject, access: string): KubernetesObject {
  const volumes = listAt(pod, 'spec.volumes').map((volume) => (textAt(volume, 'name').startsWith('kube-api-access') ? { name: volume['name'], secret: { secretName: access } } : volume))
  const identity: Fields = { 'metadata.name': pod.metadata.name, 'metadata.uid': textAt(pod, 'metadata.uid') }
  const containers = listAt(pod, 'spec.containers').map((container) => ({
    ...container,
    env: listAt(container, 'env').map((entry) => {
      const value = identity[textAt(entry, 'valueFrom.fieldRef.fieldPath')]
      return value === undefined ? entry : { name: entry['name'], value }
    }),
  }))
  return { ...pod, kind: 'Pod', spec: { ...mapAt(pod, 'spec'), volumes, containers } }
}

async function addressOf(cluster: Cluster): Promise<{ readonly host: string; readonly port: number; readonly ca: string }> {
  const config = parse(await cluster.kubectl(['config', 'view', '--raw'])) as Fields
  const own = listAt(config, 'clusters')[0] ?? {}
  const url = new URL(textAt(own, 'cluster.server'))
  const file = textAt(own, 'cluster.certificate-authority')
  const ca = file === '' ? Buffer.from(textAt(own, 'cluster.certificate-authority-data'), 'base64').toString() : readFileSync(join(file), 'utf8')
  return { host: url.hostname, port: Number(url.port), ca }
}

export interface ControlPlane {
  /** In the namespace of the live cluster. */
  readonly kubectl: (parameters: readonly string[], input?: string) => Promise<string>
  readonly list: (kind: string, selector: string) => Promise<readonly KubernetesObject[]>
  /** Waits for the one pod with these labels, and gives it to the live cluster, where it can be started by its name with the token of its account. */
  readonly podFor: (live: LiveCluster, selector: string) => Promise<KubernetesObject>
  /** Lets pods of the live cluster reach the API server by the name that it has for pods. */
  readonly openTo: (live: LiveCluster) => Promise<void>
  readonly stop: () => Promise<void>
}
