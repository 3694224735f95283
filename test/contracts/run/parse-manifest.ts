import { parse } from 'yaml'
import type { KubernetesObject } from '../model.ts'

/** A manifest as Kubernetes reads it: YAML 1.1, in which `yes` is true, but without its dates. Equal texts give one object, so that nothing is read twice. */
export function parseManifest(text: string): KubernetesObject {
  const known = objects.get(text)
  if (known !== undefined) return known
  const object = parse(text, { version: '1.1', uniqueKeys: true, customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !tag.tag.endsWith(':timestamp')) }) as KubernetesObject
  // Those of the charts before are needed no more.
  if (objects.size > 20_000) objects.clear()
  objects.set(text, object)
  return object
}

const objects = new Map<string, KubernetesObject>()
