import type { Expr, Json } from '../../model.ts'
import { at } from './arrangement.ts'
import { evaluate, type World } from './evaluate.ts'
import { segmentText } from './key-path.ts'
import { partsText } from './named-template-text.ts'
import type { Place } from './places.ts'
import { isSource, type Source } from './sources.ts'
import type { Assertion } from './unit-test.ts'

/** What a place prints, where that is known without Helm. */
export function printed(world: World, { what, bindings }: Place): Json | undefined {
  if (what.kind === 'toggle') return undefined
  if ('expression' in what) return evaluate(world, bindings, what.expression)
  const { node } = what
  if (node.kind === 'whole') return evaluate(world, bindings, node.expression)
  if (node.kind === 'text') return undefined
  const [part] = node.parts
  const isSingle = node.style === 'plain' && node.parts.length === 1 && part?.kind === 'part' && typeof part.value !== 'string'
  return isSingle ? evaluate(world, bindings, part.value as Expr) : partsText(world, bindings, node.parts)
}

/** A string that stands as it is in a longer text of which the rest is not known. */
export function partly({ what, bindings }: Place, source: Source, value: Json): Json | undefined {
  if (!('node' in what) || what.node.kind === 'whole' || typeof value === 'object') return undefined
  const { parts } = what.node
  const stands = parts.some((part) => part.kind === 'part' && typeof part.value !== 'string' && isSource(bindings, part.value, source))
  return stands && parts.length > 1 ? value : undefined
}

/** How to find in the rendered manifest what a place prints after `value` was set; `isWhole` says that it prints nothing else. */
export function assertionOf({ what }: Place, path: string, found: Json, isWhole: boolean, value: Json): Assertion | undefined {
  if (what.kind === 'items') return isItemOf(found, value) ? { contains: { path, content: (value as readonly Json[])[0]! } } : undefined
  if (what.kind === 'entries') {
    const entry = Object.entries(value as object)[0] as readonly [string, Json] | undefined
    const isThere = entry !== undefined && JSON.stringify(at(found, [entry[0]])) === JSON.stringify(entry[1])
    return isThere ? { equal: { path: `${path}${segmentText(entry[0], path === '')}`, value: entry[1] } } : undefined
  }
  if (what.kind === 'value' && isWhole) return { equal: { path, value: found } }
  const key = what.kind === 'text' && what.key !== undefined ? `"?${escape(what.key)}"?: *"?` : ''
  const end = isWhole && /\w$/.test(String(found)) ? '\\b' : ''
  return { matchRegex: { path, pattern: `${key}${escape(String(found))}${end}` } }
}

function isItemOf(list: Json, part: Json): boolean {
  const [item] = Array.isArray(part) ? (part as readonly Json[]) : []
  return item !== undefined && Array.isArray(list) && list.some((one) => JSON.stringify(one) === JSON.stringify(item))
}

function escape(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
