/** Loop variables and parameters that a piece of the IR uses and does not bind itself, in order of first use. */
export function mentionedVariables(part: unknown): readonly string[] {
  const used = new Set<string>()
  const bound = new Set<string>()
  visit(part, used, bound)
  return [...used].filter((name) => !bound.has(name))
}

function visit(part: unknown, used: Set<string>, bound: Set<string>): void {
  if (Array.isArray(part)) {
    for (const item of part) visit(item, used, bound)
    return
  }
  if (typeof part !== 'object' || part === null) return
  if ('kind' in part && part.kind === 'variable' && 'name' in part) used.add(String(part.name))
  if ('kind' in part && part.kind === 'each' && 'value' in part && 'key' in part) {
    bound.add(String(part.value))
    bound.add(String(part.key))
  }
  if ('binds' in part) bound.add(String(part.binds))
  for (const [member, value] of Object.entries(part)) if (member !== 'schema' && member !== 'span') visit(value, used, bound)
}
