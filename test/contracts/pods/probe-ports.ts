import type { RenderingContract } from '../model.ts'
import { at, listAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** kube-linter: liveness-port, readiness-port, startup-port. */
export const probePorts: RenderingContract = {
  kind: 'rendering',
  name: 'probe-ports',
  sentence: 'A probe asks a port that its container has.',
  check: (rendering) => containersOf(rendering).flatMap(({ pod, container, path }) => {
    const ports = listAt(container, 'ports').flatMap((port) => [port['name'], port['containerPort']])
    return ['startupProbe', 'readinessProbe', 'livenessProbe']
      .flatMap((probe) => ['httpGet', 'tcpSocket', 'grpc'].map((type) => `${probe}.${type}.port`))
      .filter((place) => at(container, place) !== undefined && !ports.includes(at(container, place)))
      .map((place) => found(pod.owner, `${path}.${place}`, String(at(container, place))))
  }),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, ports: [{ name: http, containerPort: 80 }], livenessProbe: { tcpSocket: { port: htpp } } }] }',
}
