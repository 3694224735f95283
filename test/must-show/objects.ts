import { expect } from 'vitest'
import { parse } from 'yaml'
import type { Rendered } from '../tools/helm-batch.ts'

/** The rendered objects as data, hooks among them. */
export function objectsOf({ error, manifests }: Rendered): readonly KubernetesObject[] {
  expect(error).toBeUndefined()
  return manifests.map(({ content }) => parse(content) as KubernetesObject)
}

/** What must be different for two objects of a cluster. */
export function identity({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`
}

/** Every value below a key of this name, wherever it stands. */
export function valuesAt(node: unknown, key: string): readonly unknown[] {
  if (Array.isArray(node)) return node.flatMap((item) => valuesAt(item, key))
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, value]) => (name === key ? [value, ...valuesAt(value, key)] : valuesAt(value, key)))
}

export interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels; readonly annotations?: Labels }
  readonly spec?: { readonly [key: string]: unknown }
  readonly data?: Labels
  readonly stringData?: Labels
  readonly [field: string]: unknown
}

export type Labels = { readonly [key: string]: string }
