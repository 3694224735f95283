import type { ScalarNode } from '../../model.ts'
import { evaluate, type Bindings, type World } from './evaluate.ts'

/** A key in a path; helm-unittest reads JSONPath. */
export function segmentText(name: string, isFirst: boolean): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return isFirst ? name : `.${name}`
  return `["${name}"]`
}

/** A key that is computed, where it is known without Helm. */
export function keyText(world: World, bindings: Bindings, { parts }: ScalarNode): string | undefined {
  const [part, ...more] = parts
  if (part?.kind !== 'part' || more.length > 0 || typeof part.value === 'string') return undefined
  const text = evaluate(world, bindings, part.value)
  return typeof text === 'string' ? text : undefined
}
