import type { KubernetesObject, Violation } from '../model.ts'

/** A violation of an object. */
export function found(object: KubernetesObject, path: string, detail?: string): Violation {
  return { object: nameOf(object), path, ...(detail === undefined ? {} : { detail }) }
}

/** How messages and waivers name an object. */
export function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`
}
