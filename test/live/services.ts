import { connect, createServer, type Server, type Socket } from 'node:net'
import type { KubernetesObject } from '../contracts/model.ts'
import { at, listAt, mapAt, textAt } from '../contracts/read/at.ts'
import type { Network } from './network.ts'
import type { Texts } from './image.ts'
import type { Pod } from './pod.ts'
import { portOf } from './probes.ts'

/** The Services of a namespace: an address for each, from which connections go on to a pod that it selects. */
export function openServices(network: Network, namespace: string, podsNow: () => readonly NamedPod[]): Services {
  const addresses = new Map<string, string>()
  const servers: Server[] = []
  const sockets = new Set<Socket>()
  const headless = new Map<string, KubernetesObject>()

  const listen = async (address: string, port: number, target: () => Endpoint | undefined) => {
    const server = createServer((client) => {
      const endpoint = target()
      if (endpoint === undefined) return void client.destroy()
      const backend = connect(endpoint)
      for (const socket of [client, backend]) {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket)).on('error', () => [client, backend].forEach((one) => one.destroy()))
      }
      client.pipe(backend).pipe(client)
    })
    servers.push(server)
    await new Promise<void>((resolve, reject) => server.on('error', reject).listen(port, address, resolve))
  }

  return {
    add: async (service) => {
      const { name } = service.metadata
      if (addresses.has(name) || headless.has(name)) return
      if (at(service, 'spec.clusterIP') === 'None') return void headless.set(name, service)
      const address = network.addService()
      addresses.set(name, address)
      for (const port of listAt(service, 'spec.ports')) {
        await listen(address, Number(port['port']), () => {
          const pod = podsNow().find((one) => isSelected(service, one.pod))?.pod
          return pod === undefined ? undefined : { host: pod.address, port: targetOf(pod, port['targetPort'] ?? port['port']) }
        })
      }
    },
    addOutside: async (name, port, endpoint) => {
      const address = network.addService()
      addresses.set(name, address)
      await listen(address, port, () => endpoint)
    },
    address: (name) => {
      const address = addresses.get(name)
      if (address === undefined) throw new Error(`there is no Service "${name}"`)
      return address
    },
    hosts: () => {
      const members = [...headless].flatMap(([name, service]) => podsNow().filter(({ pod }) => isSelected(service, pod)).flatMap((one) => [[name, one.pod.address], [`${one.name}.${name}`, one.pod.address]] as const))
      return Object.fromEntries([...addresses, ...members].map(([name, address]) => [allNames(name, namespace), address]))
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    },
  }
}

function isSelected(service: KubernetesObject, { labels }: Pod): boolean {
  return Object.entries(mapAt(service, 'spec.selector')).every(([key, value]) => labels[key] === value)
}

function targetOf({ spec }: Pod, port: unknown): number {
  const container = listAt(spec, 'containers').find((one) => listAt(one, 'ports').some((each) => textAt(each, 'name') === port))
  return portOf(container ?? {}, port)
}

function allNames(name: string, namespace: string): string {
  return [name, `${name}.${namespace}`, `${name}.${namespace}.svc`, `${name}.${namespace}.svc.cluster.local`].join(' ')
}

interface Endpoint {
  readonly host: string
  readonly port: number
}

export interface NamedPod {
  readonly name: string
  readonly pod: Pod
}

export interface Services {
  readonly add: (service: KubernetesObject) => Promise<void>
  /** A name for something that runs outside, such as an API server of the tests. */
  readonly addOutside: (name: string, port: number, endpoint: Endpoint) => Promise<void>
  readonly address: (name: string) => string
  /** Addresses by all names that a pod may call them; pods of headless Services as they are now. */
  readonly hosts: () => Texts
  readonly close: () => Promise<void>
}
