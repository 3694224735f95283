import { isDeepStrictEqual } from 'node:util'
import type { RenderingContract } from '../model.ts'
import { listAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** A liveness probe that asks what the readiness probe asks restarts a pod that is only busy. */
export const probesFit: RenderingContract = {
  kind: 'rendering',
  name: 'probes-fit',
  sentence: 'A container that serves has a readiness and a liveness probe, and they differ; what runs once has none.',
  unless: /probes\.(readiness|liveness)\.enabled=false$|diagnosticMode\.enabled=true$/,
  check: (rendering) => containersOf(rendering).flatMap(({ pod, container, path, isInit }) => {
    const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'].filter((probe) => probe in container)
    if (isInit || pod.runsOnce) return probes.map((probe) => found(pod.owner, `${path}.${probe}`, 'is in a container that runs once'))
    const serves = listAt(container, 'ports').length > 0
    return [
      ...(serves ? ['readinessProbe', 'livenessProbe'].filter((probe) => !(probe in container)).map((probe) => found(pod.owner, `${path}.${probe}`, 'is missing')) : []),
      ...('livenessProbe' in container && isDeepStrictEqual(container['livenessProbe'], container['readinessProbe']) ? [found(pod.owner, `${path}.livenessProbe`, 'is the readiness probe')] : []),
    ]
  }),
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { template: { spec: { containers: [{ name: shop, ports: [{ containerPort: 80 }], readinessProbe: { tcpSocket: { port: 80 } }, livenessProbe: { tcpSocket: { port: 80 } } }] } } }',
}
