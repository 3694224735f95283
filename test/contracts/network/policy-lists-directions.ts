import type { RenderingContract } from '../model.ts'
import { at, textsAt } from '../read/at.ts'
import { found } from '../read/found.ts'

/** Kubernetes ignores rules for a direction that is not listed, and lets everything through. */
export const policyListsDirections: RenderingContract = {
  kind: 'rendering',
  name: 'policy-lists-directions',
  sentence: 'A network policy lists each direction that it has rules for.',
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'NetworkPolicy').flatMap((policy) => {
    const listed = textsAt(policy, 'spec.policyTypes')
    return ['Ingress', 'Egress'].filter((direction) => at(policy, `spec.${direction.toLowerCase()}`) !== undefined && !listed.includes(direction)).map((direction) => found(policy, 'spec.policyTypes', direction))
  }),
  caught: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: r-shop }\nspec: { podSelector: {}, policyTypes: [Ingress], egress: [{ ports: [{ port: 53 }] }] }',
}
