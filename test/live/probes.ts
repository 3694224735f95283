import { request } from 'node:http'
import { request as requestTls } from 'node:https'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fields } from '../contracts/model.ts'
import { listAt, mapAt, textAt, textsAt } from '../contracts/read/at.ts'
import type { Container } from './container.ts'

/** Asks a probe once, as the kubelet does: whether it succeeds, and what it says if not. */
export async function ask(container: Container, kind: ProbeKind, address: string): Promise<Answer> {
  const probe = mapAt(container.spec, `${kind}Probe`)
  const seconds = Number(probe['timeoutSeconds'] ?? 1)
  if ('exec' in probe) {
    // Programs that start slowly on a crowded machine are not what is tested here.
    const { exitCode, output } = await container.exec(textsAt(probe, 'exec.command'), seconds * patience)
    return { isSuccess: exitCode === 0, says: `exit code ${exitCode}: ${output.trim()}` }
  }
  if ('httpGet' in probe) return get(container.spec, mapAt(probe, 'httpGet'), address, seconds * patience)
  if ('tcpSocket' in probe) return reach(address, portOf(container.spec, mapAt(probe, 'tcpSocket')['port']), seconds * patience)
  return { isSuccess: true, says: 'there is no such probe' }
}

/** Waits until the probe has succeeded; throws when the container has ended before, or after the time that the kubelet would give it. */
export async function awaitProbe(container: Container, kind: 'startup' | 'readiness', address: string, seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000
  let last: Answer = { isSuccess: false, says: 'was never asked' }
  while (Date.now() < end && container.isRunning()) {
    last = await ask(container, kind, address)
    if (last.isSuccess) return
    await sleep(100)
  }
  throw new Error(`the ${kind} probe of ${container.name} does not succeed${container.isRunning() ? ` within ${seconds} s` : ', because it has ended'}: ${last.says}\n${container.log()}`)
}

/** A port by its number or name. */
export function portOf(spec: Fields, port: unknown): number {
  if (typeof port === 'number') return port
  const named = listAt(spec, 'ports').find(({ name }) => name === port)
  return Number(named?.['containerPort'] ?? port)
}

const patience = 5

function get(spec: Fields, probe: Fields, address: string, seconds: number): Promise<Answer> {
  const headers = Object.fromEntries(listAt(probe, 'httpHeaders').map((header) => [textAt(header, 'name'), textAt(header, 'value')]))
  const options = { host: address, port: portOf(spec, probe['port']), path: textAt(probe, 'path') || '/', headers: { 'user-agent': 'kube-probe/1.37', accept: '*/*', ...headers }, timeout: seconds * 1000, agent: false as const }
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ isSuccess: false, says: error.message })
    const started = (textAt(probe, 'scheme') === 'HTTPS' ? requestTls : request)({ ...options, rejectUnauthorized: false }, (response) => {
      const status = response.statusCode ?? 0
      response.resume().on('end', () => resolve({ isSuccess: status >= 200 && status < 400, says: `status ${status}` })).on('error', fail)
    })
    started.on('error', fail).on('timeout', () => started.destroy(new Error('no answer in time'))).end()
  })
}

export function reach(address: string, port: number, seconds: number): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: seconds * 1000 })
    const answer = (isSuccess: boolean, says: string) => {
      socket.destroy()
      resolve({ isSuccess, says })
    }
    socket.on('connect', () => answer(true, 'connected')).on('error', (error) => answer(false, error.message)).on('timeout', () => answer(false, 'no answer in time'))
  })
}

export type ProbeKind = 'startup' | 'readiness' | 'liveness'

export interface Answer {
  readonly isSuccess: boolean
  readonly says: string
}
