import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'

/** A field that is left out keeps, at an upgrade, what somebody has set by hand. */
export const serviceTypeExplicit: RenderingContract = {
  kind: 'rendering',
  name: 'service-type-explicit',
  sentence: 'Every Service says its type, and its ports have names of their own.',
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'Service').flatMap((service) => {
    const names = listAt(service, 'spec.ports').map((port) => textAt(port, 'name'))
    return [
      ...(textAt(service, 'spec.type') === '' ? [found(service, 'spec.type')] : []),
      ...names.flatMap((name, index) => (name === '' || names.indexOf(name) < index ? [found(service, `spec.ports[${index}].name`, name)] : [])),
    ]
  }),
  caught: 'apiVersion: v1\nkind: Service\nmetadata: { name: r-shop }\nspec: { ports: [{ name: http, port: 80 }] }',
}
