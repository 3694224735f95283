import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** Helm reads hooks and policies from annotations alone; as labels they do nothing, and nobody is told. */
export const annotationsAreNoLabels: RenderingContract = {
  kind: 'rendering',
  name: 'annotations-are-no-labels',
  sentence: 'What tools read as an annotation is not a label, and the recommended labels are no annotations.',
  check: (rendering) => [
    ...rendering.objects.map((object) => ({ object, path: 'metadata', labels: object.metadata.labels ?? {}, annotations: object.metadata.annotations ?? {} })),
    ...podsOf(rendering).map((pod) => ({ object: pod.owner, path: pod.path.replace(/spec$/, 'metadata'), labels: pod.labels, annotations: pod.annotations })),
  ].flatMap(({ object, path, labels, annotations }) => [
    ...Object.keys(labels).filter((key) => /^(checksum\/|helm\.sh\/(hook|resource-policy)|meta\.helm\.sh\/|prometheus\.io\/|argocd\.argoproj\.io\/(hook|sync-))/.test(key)).map((key) => found(object, `${path}.labels.${key}`)),
    ...Object.keys(annotations).filter((key) => /^(app\.kubernetes\.io|helm\.sh\/chart$)/.test(key)).map((key) => found(object, `${path}.annotations.${key}`)),
  ]),
  caught: 'apiVersion: batch/v1\nkind: Job\nmetadata: { name: r-shop, labels: { helm.sh/hook: pre-install } }',
}
