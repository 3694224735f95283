import type { RenderingContract } from '../model.ts'
import { at, listAt, mapAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'
import { hasLabels } from '../read/selects.ts'

/** kube-linter: dangling-service, invalid-target-ports. */
export const serviceTargets: RenderingContract = {
  kind: 'rendering',
  name: 'service-targets',
  sentence: "A Service selects the pods of exactly one workload, and its ports lead to ports that these have, by name.",
  check: (rendering) => rendering.objects.filter((object) => object.kind === 'Service' && at(object, 'spec.type') !== 'ExternalName').flatMap((service) => {
    const pods = podsOf(rendering).filter(({ labels }) => hasLabels(mapAt(service, 'spec.selector'), labels))
    if (pods.length !== 1) return [found(service, 'spec.selector', `selects the pods of ${pods.length} workloads`)]
    const ports = pods.flatMap(({ containers }) => containers.flatMap(({ container }) => listAt(container, 'ports').flatMap((port) => [port['name'], port['containerPort']])))
    return listAt(service, 'spec.ports').flatMap((port, index) => (ports.includes(port['targetPort'] ?? port['port']) ? [] : [found(service, `spec.ports[${index}].targetPort`, String(port['targetPort']))]))
  }),
  caught: 'apiVersion: v1\nkind: Service\nmetadata: { name: r-shop }\nspec: { selector: { app: nobody }, ports: [{ port: 80 }] }',
}
