import type { KubernetesObject, RenderingContract, Texts } from '../model.ts'
import { isMap } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** kubernetes.io/docs/concepts/overview/working-with-objects/labels, Syntax and character set. */
export const labelsValid: RenderingContract = {
  kind: 'rendering',
  name: 'labels-valid',
  sentence: 'Keys and values of labels and annotations are such as Kubernetes takes.',
  check: (rendering) => [
    ...rendering.objects.map((object): Labelled => ({ object, path: 'metadata', labels: object.metadata.labels, annotations: object.metadata.annotations })),
    ...podsOf(rendering).map((pod): Labelled => ({ object: pod.owner, path: pod.path.replace(/spec$/, 'metadata'), labels: pod.labels, annotations: pod.annotations })),
  ].flatMap(({ object, path, labels, annotations }) => [
    ...invalid(labels, (value) => value.length <= 63 && /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/.test(value)).map((key) => found(object, `${path}.labels.${key}`)),
    ...invalid(annotations, () => true).map((key) => found(object, `${path}.annotations.${key}`)),
  ]),
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop, labels: { helm.sh/chart: shop-1.0.0+5 } }',
}

function invalid(texts: unknown, isValid: (value: string) => boolean): readonly string[] {
  if (texts === undefined) return []
  if (!isMap(texts)) return ['']
  return Object.entries(texts).filter(([key, value]) => !isKey(key) || typeof value !== 'string' || !isValid(value)).map(([key]) => key)
}

function isKey(key: string): boolean {
  return /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(key)
}

interface Labelled {
  readonly object: KubernetesObject
  readonly path: string
  readonly labels: Texts | undefined
  readonly annotations: Texts | undefined
}
