import type { RenderingContract } from '../model.ts'
import { at, listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'

/** With both, each upgrade sets the number of pods back, and server-side apply ends in a conflict. */
export const replicasOrAutoscaler: RenderingContract = {
  kind: 'rendering',
  name: 'replicas-or-autoscaler',
  sentence: 'A workload with an autoscaler has no `replicas`, and the autoscaler has limits and something to follow.',
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler' || kind === 'ScaledObject').flatMap((scaler) => {
    const target = objects.find(({ kind, metadata }) => kind === (textAt(scaler, 'spec.scaleTargetRef.kind') || 'Deployment') && metadata.name === textAt(scaler, 'spec.scaleTargetRef.name'))
    return [
      ...(target?.spec?.['replicas'] === undefined ? [] : [found(target, 'spec.replicas')]),
      ...(scaler.kind === 'HorizontalPodAutoscaler' && Number(at(scaler, 'spec.minReplicas') ?? 1) > Number(at(scaler, 'spec.maxReplicas')) ? [found(scaler, 'spec.minReplicas')] : []),
      ...(scaler.kind === 'HorizontalPodAutoscaler' && listAt(scaler, 'spec.metrics').length === 0 ? [found(scaler, 'spec.metrics')] : []),
    ]
  }),
  caught: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: r-shop }\nspec: { replicas: 2 }\n---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: r-shop }\nspec: { scaleTargetRef: { kind: Deployment, name: r-shop }, maxReplicas: 3, metrics: [{ type: Resource }] }',
}
