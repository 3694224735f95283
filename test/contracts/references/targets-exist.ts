import type { RenderingContract } from '../model.ts'
import { textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'
import { selects } from '../read/selects.ts'

/** kube-linter: dangling-horizontalpodautoscaler, dangling-networkpolicy. */
export const targetsExist: RenderingContract = {
  kind: 'rendering',
  name: 'targets-exist',
  sentence: 'An autoscaler scales a workload of the chart; a disruption budget and a network policy select pods of it.',
  check: (rendering) => rendering.objects.flatMap((object) => {
    if (object.kind === 'HorizontalPodAutoscaler' || object.kind === 'ScaledObject' || object.kind === 'VerticalPodAutoscaler') {
      const target = object.kind === 'VerticalPodAutoscaler' ? 'spec.targetRef' : 'spec.scaleTargetRef'
      const isThere = rendering.objects.some(({ kind, metadata }) => kind === (textAt(object, `${target}.kind`) || 'Deployment') && metadata.name === textAt(object, `${target}.name`))
      return isThere ? [] : [found(object, target, textAt(object, `${target}.name`))]
    }
    const selector = object.kind === 'PodDisruptionBudget' ? 'selector' : object.kind === 'NetworkPolicy' ? 'podSelector' : undefined
    if (selector === undefined || podsOf(rendering).some(({ labels }) => selects(object.spec?.[selector], labels))) return []
    return [found(object, `spec.${selector}`, 'selects no pod')]
  }),
  caught: 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: r-shop }\nspec: { selector: { matchLabels: { app: nobody } } }',
}
