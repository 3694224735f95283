import type { KubernetesObject, RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'

/** A pod's name is its owner's with up to eleven characters more, and a label's value ends at 63 (kubernetes.io/docs/concepts/overview/working-with-objects/names). */
export const namesFit: RenderingContract = {
  kind: 'rendering',
  name: 'names-fit',
  sentence: 'Every name is a DNS label of at most 63 characters (CronJob 52), that of a Service begins with a letter.',
  check: ({ objects }) => objects.filter((object) => !isFitting(object)).map((object) => found(object, 'metadata.name')),
  caught: `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: ${'r'.repeat(53)} }`,
}

function isFitting({ kind, metadata: { name } }: KubernetesObject): boolean {
  const pattern = kind === 'Service' ? /^[a-z]([-a-z0-9]*[a-z0-9])?$/ : mayHaveDots.test(kind) ? /^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/ : /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
  return pattern.test(name) && name.length <= (kind === 'CronJob' ? 52 : 63)
}

const mayHaveDots = /^(Cluster)?Role(Binding)?$|^Secret$|^ConfigMap$|^ServiceAccount$/
