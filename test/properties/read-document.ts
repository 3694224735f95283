import { parse } from 'yaml'
import type { Json } from '../../generator/model.ts'

const known = new Map<string, Json | undefined>()

/** A document as data, undefined when it is none. Most documents are the same from one rendering to the next, and are read once. */
export function read(content: string): Json | undefined {
  if (known.has(content)) return known.get(content)
  // Those of the charts before are needed no more.
  if (known.size > 20_000) known.clear()
  const data = readAnew(content)
  known.set(content, data)
  return data
}

function readAnew(content: string): Json | undefined {
  try {
    const data = parse(content, { version: '1.1', merge: false }) as Json
    return typeof data === 'object' && data !== null ? data : undefined
  } catch {
    return undefined
  }
}
