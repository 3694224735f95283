import type { DocumentNode } from '../../model.ts'
import { capture } from './capture.ts'
import type { Environment } from './environment.ts'

/** Where a document asks for a hash of its `spec`, the spec becomes a named template, so that both can use it. */
export function withSpecTemplate(environment: Environment, document: DocumentNode): Environment {
  if (!asksForSpecHash(document.node) || document.node.kind !== 'map') return { ...environment, spec: undefined }
  const spec = document.node.entries.find((entry) => entry.kind === 'pair' && entry.key.literal === 'spec')
  if (spec?.kind !== 'pair') return environment
  return { ...environment, spec: capture({ ...environment, place: `${environment.place}.spec` }, { kind: 'node', node: spec.value }) }
}

function asksForSpecHash(part: object): boolean {
  if ('function' in part && part.function === 'specHash') return true
  // Most of a chart is looked through here, so nothing is made of it on the way.
  for (const member in part) {
    const value: unknown = part[member as keyof typeof part]
    if (typeof value === 'object' && value !== null && member !== 'schema' && member !== 'span' && asksForSpecHash(value)) return true
  }
  return false
}
