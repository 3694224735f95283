import type { RenderingContract } from '../model.ts'
import { listAt, textAt, textsAt } from '../read/at.ts'
import { found } from '../read/found.ts'

export const ingressComplete: RenderingContract = {
  kind: 'rendering',
  name: 'ingress-complete',
  sentence: 'Every rule of an Ingress has a host and paths with a type, and every host with a certificate has a rule and a Secret.',
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'Ingress').flatMap((ingress) => {
    const rules = listAt(ingress, 'spec.rules')
    const hosts = rules.map((rule) => textAt(rule, 'host'))
    return [
      ...(rules.length === 0 ? [found(ingress, 'spec.rules')] : []),
      ...rules.flatMap((rule, index) => (textAt(rule, 'host') === '' || listAt(rule, 'http.paths').length === 0 || listAt(rule, 'http.paths').some((path) => textAt(path, 'pathType') === '' || !textAt(path, 'path').startsWith('/')) ? [found(ingress, `spec.rules[${index}]`)] : [])),
      ...listAt(ingress, 'spec.tls').flatMap((tls, index) => (textAt(tls, 'secretName') === '' || textsAt(tls, 'hosts').length === 0 || textsAt(tls, 'hosts').some((host) => !hosts.includes(host)) ? [found(ingress, `spec.tls[${index}]`)] : [])),
    ]
  }),
  caught: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: r-shop }\nspec: { rules: [{ host: a.example.com, http: { paths: [{ path: /, pathType: Prefix }] } }], tls: [{ hosts: [b.example.com], secretName: tls }] }',
}
