import type { KubernetesObject, Rendering, RenderingContract } from '../model.ts'
import { at, listAt, mapAt, textsAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf, type Pod } from '../read/pods.ts'
import { hasLabels, selects } from '../read/selects.ts'

/** A port that no policy admits answers in a test cluster without policies, and nowhere else. */
export const policyAdmitsPorts: RenderingContract = {
  kind: 'rendering',
  name: 'policy-admits-ports',
  sentence: 'A network policy admits every port that a Service sends to, and names only ports that its pods have.',
  check: (rendering) => rendering.objects.filter((object) => object.kind === 'NetworkPolicy' && textsAt(object, 'spec.policyTypes').includes('Ingress')).flatMap((policy) => {
    const pods = podsOf(rendering).filter(({ labels }) => selects(at(policy, 'spec.podSelector'), labels))
    const rules = listAt(policy, 'spec.ingress')
    const admitted = rules.flatMap((rule) => listAt(rule, 'ports').map((port) => port['port']))
    const admitsAll = rules.some((rule) => listAt(rule, 'ports').length === 0)
    const isAdmitted = (pod: Pod, port: unknown) => admitsAll || admitted.some((one) => samePort(pod, one, port))
    return [
      ...pods.flatMap((pod) => servedPorts(rendering, pod).filter((port) => !isAdmitted(pod, port)).map((port) => found(policy, 'spec.ingress', `does not admit port ${String(port)} of ${pod.owner.kind}/${pod.owner.metadata.name}`))),
      ...admitted.filter((port) => typeof port === 'string' && !pods.some((pod) => portsOf(pod).some(({ name }) => name === port))).map((port) => found(policy, 'spec.ingress', `no pod has a port "${String(port)}"`)),
    ]
  }),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop, labels: { app: shop } }\nspec: { containers: [{ name: shop, ports: [{ name: http, containerPort: 8080 }] }] }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: r-shop }\nspec: { selector: { app: shop }, ports: [{ port: 80, targetPort: http }] }\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: r-shop }\nspec: { podSelector: { matchLabels: { app: shop } }, policyTypes: [Ingress], ingress: [{ ports: [{ port: 9090 }] }] }',
}

function servedPorts({ objects }: Rendering, { labels }: Pod): readonly unknown[] {
  const services = objects.filter((object: KubernetesObject) => object.kind === 'Service' && hasLabels(mapAt(object, 'spec.selector'), labels))
  return services.flatMap((service) => listAt(service, 'spec.ports').map((port) => port['targetPort'] ?? port['port']))
}

function portsOf({ containers }: Pod): readonly { readonly name: unknown; readonly number: unknown }[] {
  return containers.flatMap(({ container }) => listAt(container, 'ports').map((port) => ({ name: port['name'], number: port['containerPort'] })))
}

function samePort(pod: Pod, one: unknown, other: unknown): boolean {
  return one === other || portsOf(pod).some(({ name, number }) => [name, number].includes(one) && [name, number].includes(other))
}
