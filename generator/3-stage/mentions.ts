/** Whether a variable of this name occurs anywhere in a part of the manifest IR. */
export function mentions(part: unknown, name: string): boolean {
  if (Array.isArray(part)) return part.some((item) => mentions(item, name))
  if (typeof part !== 'object' || part === null) return false
  if ('kind' in part && part.kind === 'variable') return 'name' in part && part.name === name
  return Object.entries(part).some(([member, value]) => member !== 'schema' && member !== 'span' && mentions(value, name))
}
