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

function asksForSpecHash(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(asksForSpecHash)
  if (typeof part !== 'object' || part === null) return false
  if ('function' in part && part.function === 'specHash') return true
  return Object.entries(part).some(([member, value]) => member !== 'schema' && member !== 'span' && asksForSpecHash(value))
}
