import type { RenderingContract, Texts, Violation } from '../model.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** The labels that tools look for (kubernetes.io/docs/concepts/overview/working-with-objects/common-labels). */
export const recommendedLabels: RenderingContract = {
  kind: 'rendering',
  name: 'recommended-labels',
  sentence: 'Every object and pod has the labels name, instance, component, part-of and managed-by of `app.kubernetes.io`, and instance is the release.',
  check: (rendering) => [
    ...rendering.objects.flatMap((object) => missing(object.metadata.labels ?? {}, rendering.release.name).map((key) => found(object, `metadata.labels.${key}`))),
    ...podsOf(rendering).filter(({ owner }) => owner.kind !== 'Pod').flatMap(({ owner, path, labels }): readonly Violation[] =>
      missing(labels, rendering.release.name).map((key) => found(owner, `${path.replace(/spec$/, 'metadata.labels')}.${key}`))),
  ],
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop, labels: { app: shop } }',
}

function missing(labels: Texts, release: string): readonly string[] {
  const absent = ['name', 'component', 'part-of', 'managed-by'].map((key) => `app.kubernetes.io/${key}`).filter((key) => !labels[key])
  return labels['app.kubernetes.io/instance'] === release ? absent : [...absent, 'app.kubernetes.io/instance']
}
