import { parseAllDocuments } from 'yaml'

/** The objects of a rendered manifest, in order. */
export function objectsIn(manifest: string): readonly KubernetesObject[] {
  return parseAllDocuments(manifest).map((document) => document.toJSON() as KubernetesObject | null).filter((object) => object !== null)
}

/** As people call it: `Deployment "lab-web"`. */
export function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind} "${metadata.name}"`
}

/** What a pod is made from, wherever it stands in the object; nothing for kinds without pods. */
export function podTemplateOf(object: KubernetesObject): PodTemplate | undefined {
  if (object.kind === 'Pod') return object as PodTemplate
  const owner = object.kind === 'CronJob' ? (object.spec?.['jobTemplate'] as KubernetesObject | undefined) : object
  return kindsWithPods.includes(object.kind) ? (owner?.spec?.['template'] as PodTemplate | undefined) : undefined
}

/** Whether the object is meant to keep pods running, so that Helm waits until these are ready. */
export function keepsPodsRunning({ kind }: KubernetesObject): boolean {
  return ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)
}

const kindsWithPods: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob']

export interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Metadata
  readonly spec?: Fields
  readonly [field: string]: unknown
}

export interface Metadata {
  readonly name: string
  readonly namespace?: string
  readonly uid?: string
  readonly labels?: Texts
  readonly annotations?: Texts
  readonly deletionTimestamp?: string
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[]
}

export interface PodTemplate {
  readonly metadata?: Partial<Metadata>
  readonly spec?: Fields
}

export type Fields = { readonly [name: string]: unknown }
export type Texts = { readonly [name: string]: string }
