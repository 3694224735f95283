import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** A network of its own: a bridge, with an address for each pod and each Service. Only root can have one. */
export function openNetwork(): Network {
  removeAbandoned()
  const number = claimBridge()
  const bridge = `${prefix}${number}`
  const address = (last: number) => `198.18.${number}.${last}`
  const namespaces: string[] = []
  let last = 9

  ip('addr', 'add', `${address(1)}/24`, 'dev', bridge)
  ip('link', 'set', bridge, 'up')
  return {
    addPod: () => {
      const own = address(++last)
      const namespace = `${bridge}-${last}`
      ip('netns', 'add', namespace)
      namespaces.push(namespace)
      ip('link', 'add', `${bridge}v${last}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace)
      ip('link', 'set', `${bridge}v${last}`, 'master', bridge, 'up')
      ip('-n', namespace, 'addr', 'add', `${own}/24`, 'dev', 'eth0')
      for (const device of ['eth0', 'lo']) ip('-n', namespace, 'link', 'set', device, 'up')
      return { namespace, address: own, remove: () => removeNamespace(namespace) }
    },
    addService: () => {
      const own = address(++last)
      ip('addr', 'add', `${own}/32`, 'dev', bridge)
      return own
    },
    close: () => remove(number),
  }
}

/** Why there can be no such network here; undefined if there can. */
export function networkObstacle(): string | undefined {
  if (process.getuid?.() !== 0) return 'pods are run as processes in namespaces, and only root can make these'
  try {
    openNetwork().close()
    return undefined
  } catch (error) {
    return `this machine has no network namespaces: ${error instanceof Error ? error.message.split('\n').at(-1) : ''}`
  }
}

const prefix = 'cwlive'

function ip(...parameters: readonly string[]): string {
  return execFileSync('ip', parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** The number of the first bridge that nobody else has; making one fails if it is there. */
function claimBridge(): number {
  for (let number = 1; number < 250; number++) {
    if (existsSync(`/sys/class/net/${prefix}${number}`)) continue
    try {
      ip('link', 'add', `${prefix}${number}`, 'type', 'bridge')
    } catch (error) {
      if (existsSync(`/sys/class/net/${prefix}${number}`)) continue
      throw error
    }
    // Without one of its own it takes its pods', and what knows the last one reaches no Service for seconds whenever a pod comes or goes.
    ip('link', 'set', `${prefix}${number}`, 'alias', String(process.pid), 'address', `02:00:00:00:00:${number.toString(16).padStart(2, '0')}`)
    return number
  }
  throw new Error('all numbers for networks are taken')
}

/** A test that was killed has left its network behind; its owner's number stands in the alias. */
function removeAbandoned(): void {
  for (const name of readdirSync('/sys/class/net').filter((one) => one.startsWith(prefix) && !one.includes('v', prefix.length))) {
    const owner = readFileSync(`/sys/class/net/${name}/ifalias`, 'utf8').trim()
    if (owner !== '' && !existsSync(`/proc/${owner}`)) remove(Number(name.slice(prefix.length)))
  }
}

function remove(number: number): void {
  const bridge = `${prefix}${number}`
  const own = ip('netns', 'list').split('\n').map((line) => line.split(' ')[0] ?? '').filter((name) => name.startsWith(`${bridge}-`))
  own.forEach(removeNamespace)
  // What a process that could not be ended still holds.
  for (const link of readdirSync('/sys/class/net').filter((name) => name.startsWith(`${bridge}v`))) removeLink(link)
  removeLink(bridge)
}

/** A link of a pod goes by itself a moment after its namespace. */
function removeLink(name: string): void {
  try {
    ip('link', 'del', name)
  } catch (error) {
    if (existsSync(`/sys/class/net/${name}`)) throw error
  }
}

/** Its link goes with it only when no process is left in it. */
function removeNamespace(namespace: string): void {
  if (!existsSync(`/run/netns/${namespace}`)) return
  for (const process of ip('netns', 'pids', namespace).split('\n').filter((line) => line !== '')) {
    try {
      globalThis.process.kill(Number(process), 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  ip('netns', 'del', namespace)
}

export interface Network {
  readonly addPod: () => PodNetwork
  readonly addService: () => string
  readonly close: () => void
}

export interface PodNetwork {
  /** Name of the network namespace. */
  readonly namespace: string
  readonly address: string
  readonly remove: () => void
}
