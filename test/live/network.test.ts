import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { networkObstacle, openNetwork } from './network.ts'

const reason = networkObstacle()

describe.skipIf(reason !== undefined)(`the network of pods${reason === undefined ? '' : ` (left out: ${reason})`}`, () => {
  if (reason !== undefined) return
  const network = openNetwork()
  const service = network.addService()
  const server = createServer((socket) => void socket.end()).listen(80, service)
  afterAll(() => {
    server.close()
    network.close()
  })
  const bridge = (namespace: string) => namespace.slice(0, namespace.indexOf('-'))

  test('a Service is reached while other pods come and go', async () => {
    const first = network.addPod()
    const reach = () => promisify(execFile)('ip', ['netns', 'exec', first.namespace, 'timeout', '0.9', 'bash', '-c', `exec 3<>/dev/tcp/${service}/80`])
    const hardware = () => readFileSync(`/sys/class/net/${bridge(first.namespace)}/address`, 'utf8')
    const known = hardware()
    const others = Array.from({ length: 12 }, () => network.addPod())
    await reach()
    for (const other of others) {
      other.remove()
      await reach()
    }
    expect(hardware()).toBe(known)
  })
})
