import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'

export const routeComplete: RenderingContract = {
  kind: 'rendering',
  name: 'route-complete',
  sentence: 'Every route names a Gateway, and each of its rules leads somewhere.',
  check: ({ objects }) => objects.filter(({ kind }) => /^(HTTP|GRPC|TCP|TLS)Route$/.test(kind)).flatMap((route) => [
    ...(listAt(route, 'spec.parentRefs').some((parent) => textAt(parent, 'name') !== '') ? [] : [found(route, 'spec.parentRefs')]),
    ...(listAt(route, 'spec.rules').length === 0 ? [found(route, 'spec.rules')] : []),
    ...listAt(route, 'spec.rules').flatMap((rule, index) => (listAt(rule, 'backendRefs').length === 0 && !listAt(rule, 'filters').some((filter) => filter['type'] === 'RequestRedirect') ? [found(route, `spec.rules[${index}].backendRefs`)] : [])),
  ]),
  caught: 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r-shop }\nspec: { rules: [{ backendRefs: [{ name: r-shop }] }] }',
}
