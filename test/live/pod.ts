import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Fields } from '../contracts/model.ts'
import { listAt, mapAt, textAt } from '../contracts/read/at.ts'
import { startContainer, type Container, type Executed } from './container.ts'
import type { PodFacts } from './environment.ts'
import { imageOf, type Images, type Texts } from './image.ts'
import type { PodNetwork } from './network.ts'
import type { ObjectStore } from './object-store.ts'
import { overwrite } from './overwrite.ts'
import { ask, awaitProbe, type Answer, type ProbeKind } from './probes.ts'
import type { Mount } from './root-script.ts'
import { makeVolumes } from './volumes.ts'

/** Runs the init containers of a pod one after the other, and starts the others; a sidecar among the init containers goes on. */
export async function runPod(request: PodRequest): Promise<Pod> {
  const { store, images, template, folder, network, hosts } = request
  const facts: PodFacts = { metadata: template.metadata, spec: template.spec, address: network.address }
  mkdirSync(folder, { recursive: true })
  const volumes = makeVolumes(store, facts, join(folder, 'volumes'), request.claims)
  const running: Container[] = []
  const start = (spec: Fields): Container => {
    const image = imageOf(images, textAt(spec, 'image'))
    const files = podFiles(folder, facts, hosts, image.users ?? [])
    const container = startContainer({ store, spec, image, facts, volumes, files, folder, network: network.namespace })
    running.push(container)
    return container
  }
  const stop = async (how: (container: Container) => Promise<void>) => {
    await Promise.all(running.map(how))
    network.remove()
    rmSync(join(folder, 'volumes'), { recursive: true, force: true })
  }
  const find = (name: string | undefined): Container => {
    const found = running.find((container) => name === undefined ? container.name === textAt(listAt(template.spec, 'containers')[0], 'name') : container.name === name)
    if (found === undefined) throw new Error(`the pod has no container "${name}"`)
    return found
  }
  try {
    for (const spec of listAt(template.spec, 'initContainers')) {
      const container = start(spec)
      if (spec['restartPolicy'] === 'Always') {
        await awaitProbe(container, 'startup', network.address, 120)
        continue
      }
      const exitCode = await container.ended
      if (exitCode !== 0) throw new Error(`the init container ${container.name} ends with ${exitCode}\n${container.log()}`)
    }
    const main = listAt(template.spec, 'containers').map(start)
    return {
      address: network.address,
      labels: mapAt(template.metadata, 'labels') as Texts,
      spec: template.spec,
      containers: main,
      log: (name) => find(name).log(),
      exec: (command, name, seconds) => find(name).exec(command, seconds),
      probe: (kind, name) => ask(find(name), kind, network.address),
      ready: async (seconds = 120) => {
        for (const container of main) for (const kind of ['startup', 'readiness'] as const) await awaitProbe(container, kind, network.address, seconds)
      },
      stop: () => stop((container) => container.stop(Number(template.spec['terminationGracePeriodSeconds'] ?? 30))),
      kill: () => stop((container) => container.kill()),
      renewHosts: () => overwrite(join(folder, 'etc', 'hosts'), hostsText(facts, hosts)),
    }
  } catch (error) {
    await stop((container) => container.kill())
    throw error
  }
}

function hostsText({ metadata, spec, address }: PodFacts, hosts: () => Texts): string {
  const aliases = listAt(spec, 'hostAliases').map((alias) => `${textAt(alias, 'ip')} ${(alias['hostnames'] as readonly string[]).join(' ')}`)
  return ['127.0.0.1 localhost', '::1 localhost', `${address} ${textAt(metadata, 'name')}`, ...Object.entries(hosts()).map(([name, at]) => `${at} ${name}`), ...aliases, ''].join('\n')
}

function podFiles(folder: string, facts: PodFacts, hosts: () => Texts, users: readonly string[]): readonly Mount[] {
  const { metadata } = facts
  const files: Texts = {
    hosts: hostsText(facts, hosts),
    passwd: ['root:x:0:0:root:/root:/bin/sh', 'nobody:x:65534:65534:nobody:/:/bin/sh', ...users, ''].join('\n'),
    group: ['root:x:0:', 'nogroup:x:65534:', ''].join('\n'),
    'resolv.conf': 'options attempts:1 timeout:1\n',
    hostname: `${textAt(metadata, 'name')}\n`,
  }
  mkdirSync(join(folder, 'etc'), { recursive: true })
  return Object.entries(files).map(([name, text]) => {
    overwrite(join(folder, 'etc', name), text)
    return { from: join(folder, 'etc', name), at: `/etc/${name}`, isReadOnly: true }
  })
}

export interface PodRequest {
  readonly store: ObjectStore
  readonly images: Images
  readonly template: PodTemplate
  readonly folder: string
  readonly claims: string
  readonly network: PodNetwork
  readonly hosts: () => Texts
}

export interface PodTemplate {
  readonly metadata: Fields
  readonly spec: Fields
}

export interface Pod {
  readonly address: string
  readonly labels: Texts
  readonly spec: Fields
  readonly containers: readonly Container[]
  /** What a container has printed; the first one's unless it is named. */
  readonly log: (container?: string) => string
  /** Runs another command in a container, which is ended after so many seconds, 60 if nobody says. */
  readonly exec: (command: readonly string[], container?: string, seconds?: number) => Promise<Executed>
  /** Asks a probe once. */
  readonly probe: (kind: ProbeKind, container?: string) => Promise<Answer>
  /** Waits for the startup and readiness probes of all containers. */
  readonly ready: (seconds?: number) => Promise<void>
  /** Stops it as the kubelet does. */
  readonly stop: () => Promise<void>
  /** As when the node loses its power. */
  readonly kill: () => Promise<void>
  /** Tells its containers the names and addresses of the other pods as they are now. */
  readonly renewHosts: () => void
}
