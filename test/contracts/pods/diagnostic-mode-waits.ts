import { isDeepStrictEqual } from 'node:util'
import type { KubernetesObject, Rendering, RenderingContract } from '../model.ts'
import { at } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** A probe would kill the container under the hands of who looks round in it. */
export const diagnosticModeWaits: RenderingContract = {
  kind: 'rendering',
  name: 'diagnostic-mode-waits',
  sentence: 'In the diagnostic mode the first container of every workload of the chart runs the command of that mode, and what runs it has neither probes nor hooks.',
  check: (rendering) => at(rendering.values, 'diagnosticMode.enabled') !== true ? [] : containersOf(rendering).filter(({ pod, isInit }) => !isInit && workloads.includes(pod.owner.kind) && !isOfVendored(rendering, pod.owner)).flatMap(({ pod, container, path }) => {
    const isWaiting = isDeepStrictEqual(container['command'], at(rendering.values, 'diagnosticMode.command'))
    if (!isWaiting) return path.endsWith('.containers[0]') ? [found(pod.owner, `${path}.command`)] : []
    return ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle'].filter((field) => field in container).map((field) => found(pod.owner, `${path}.${field}`))
  }),
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { template: { spec: { containers: [{ name: shop, command: [sleep], lifecycle: { preStop: { sleep: { seconds: 5 } } } }] } } }',
  caughtWith: { values: { diagnosticMode: { enabled: true, command: ['sleep'] } } },
}

const workloads = ['Deployment', 'StatefulSet', 'Job', 'CronJob']

/** A chart that is brought along has a mode of its own. */
function isOfVendored({ chart: { vendored = [] } }: Rendering, { metadata: { labels = {} } }: KubernetesObject): boolean {
  return vendored.some(({ name, version }) => labels['helm.sh/chart'] === `${name}-${version}`)
}
