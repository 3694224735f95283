import type { Json } from '../../model.ts'

/** JSON with what fits on a line on one line: a property of a schema then takes one line, not six. */
export function jsonText(value: Json, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${indent}  `
  const isList = Array.isArray(value)
  const parts = isList
    ? (value as readonly Json[]).map((item) => jsonText(item, inner))
    : Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${jsonText(member, inner)}`)
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  if (parts.length === 0) return `${open}${close}`
  const line = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`
  if (line.length + indent.length <= width && !line.includes('\n')) return line
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`
}

const width = 140
