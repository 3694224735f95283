import type { RenderingContract } from '../model.ts'
import { at, listAt, textAt } from '../read/at.ts'
import { found, nameOf } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

export const requestsForAutoscaler: RenderingContract = {
  kind: 'rendering',
  name: 'requests-for-autoscaler',
  sentence: 'A workload that scales by the use of a resource asks for that resource in every container: the use is a share of the request.',
  check: (rendering) => rendering.objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler').flatMap((scaler) => {
    const target = `${textAt(scaler, 'spec.scaleTargetRef.kind')}/${textAt(scaler, 'spec.scaleTargetRef.name')}`
    const resources = listAt(scaler, 'spec.metrics').filter((metric) => textAt(metric, 'resource.target.type') === 'Utilization').map((metric) => textAt(metric, 'resource.name'))
    return podsOf(rendering).filter(({ owner }) => nameOf(owner) === target).flatMap(({ containers }) => containers.filter(({ isInit }) => !isInit).flatMap(({ pod, container, path }) =>
      resources.filter((resource) => at(container, `resources.requests.${resource}`) === undefined).map((resource) => found(pod.owner, `${path}.resources.requests.${resource}`))))
  }),
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { template: { spec: { containers: [{ name: shop }] } } }\n---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: r-shop }\nspec: { scaleTargetRef: { kind: Deployment, name: r-shop }, metrics: [{ resource: { name: cpu, target: { type: Utilization } } }] }',
}
