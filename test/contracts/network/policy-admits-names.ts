import type { Fields, RenderingContract } from '../model.ts'
import { listAt, textsAt } from '../read/at.ts'
import { found } from '../read/found.ts'

/** Without names nothing is reached, and the error that a program gives then says anything but that. */
export const policyAdmitsNames: RenderingContract = {
  kind: 'rendering',
  name: 'policy-admits-names',
  sentence: 'A network policy that limits what pods connect to lets them ask for names, by UDP and TCP.',
  check: ({ objects }) => objects.filter((object) => object.kind === 'NetworkPolicy' && textsAt(object, 'spec.policyTypes').includes('Egress')).flatMap((policy) => {
    const rules = listAt(policy, 'spec.egress')
    return ['UDP', 'TCP'].filter((protocol) => !rules.some((rule) => admitsNames(rule, protocol))).map((protocol) => found(policy, 'spec.egress', `no port 53 by ${protocol}`))
  }),
  caught: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: r-shop }\nspec: { podSelector: {}, policyTypes: [Egress], egress: [{ ports: [{ port: 443 }] }] }',
}

function admitsNames(rule: Fields, protocol: string): boolean {
  const ports = listAt(rule, 'ports')
  const isForAll = listAt(rule, 'to').every((peer) => 'namespaceSelector' in peer)
  return isForAll && (ports.length === 0 || ports.some((port) => port['port'] === 53 && (port['protocol'] ?? 'TCP') === protocol))
}
