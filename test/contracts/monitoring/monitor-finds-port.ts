import type { RenderingContract } from '../model.ts'
import { at, listAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'
import { selects } from '../read/selects.ts'

export const monitorFindsPort: RenderingContract = {
  kind: 'rendering',
  name: 'monitor-finds-port',
  sentence: 'A ServiceMonitor selects exactly one Service of the chart, a PodMonitor pods of it, and both a port that is there.',
  check: (rendering) => rendering.objects.filter(({ kind }) => kind === 'ServiceMonitor' || kind === 'PodMonitor').flatMap((monitor) => {
    const isOfService = monitor.kind === 'ServiceMonitor'
    const selector = at(monitor, 'spec.selector')
    const services = rendering.objects.filter(({ kind, metadata }) => kind === 'Service' && selects(selector, metadata.labels ?? {}))
    const pods = podsOf(rendering).filter(({ labels }) => selects(selector, labels))
    if (isOfService ? services.length !== 1 : pods.length === 0) return [found(monitor, 'spec.selector', `selects ${isOfService ? services.length : pods.length}`)]
    const ports = isOfService ? services.flatMap((service) => listAt(service, 'spec.ports')) : pods.flatMap(({ containers }) => containers.flatMap(({ container }) => listAt(container, 'ports')))
    const field = isOfService ? 'endpoints' : 'podMetricsEndpoints'
    return listAt(monitor, `spec.${field}`).flatMap((endpoint, index) => (ports.some((port) => port['name'] === endpoint['port']) ? [] : [found(monitor, `spec.${field}[${index}].port`, String(endpoint['port']))]))
  }),
  caught: 'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: r-shop }\nspec: { selector: { matchLabels: { app: shop } }, endpoints: [{ port: metrics }] }',
}
