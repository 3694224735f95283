import type { RenderingContract } from '../model.ts'
import { at, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'

export const headlessService: RenderingContract = {
  kind: 'rendering',
  name: 'headless-service',
  sentence: 'Every StatefulSet names a headless Service of the chart, so that its pods have names.',
  check: ({ objects }) => objects.filter((object) => object.kind === 'StatefulSet' && !objects.some((service) => service.kind === 'Service' && service.metadata.name === textAt(object, 'spec.serviceName') && at(service, 'spec.clusterIP') === 'None'))
    .map((object) => found(object, 'spec.serviceName', textAt(object, 'spec.serviceName'))),
  caught: 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: r-shop }\nspec: { serviceName: r-shop }',
}
