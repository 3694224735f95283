import { definitionName, shortName, type Definitions, type OpenApiNode } from './open-api.ts'

/** The types that the given ones refer to, themselves included, in the order of their names. A type that is written inline does not count. */
export function reachableTypes(
  definitions: Definitions,
  roots: readonly string[],
  leftOut: { readonly [type: string]: readonly string[] },
): readonly string[] {
  const found = new Set<string>()
  const waiting = [...roots]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const definition = definitions[name]
    if (definition?.properties === undefined || found.has(name)) continue
    found.add(name)
    const dropped = leftOut[shortName(name)] ?? []
    const kept = Object.entries(definition.properties).filter(([property]) => !dropped.includes(property))
    waiting.push(...kept.flatMap(([, node]) => references(node)))
  }
  return [...found].sort()
}

function references(node: OpenApiNode): readonly string[] {
  const below = [node.items, node.additionalProperties].flatMap((child) => (child ? references(child) : []))
  return node.$ref === undefined ? below : [definitionName(node.$ref), ...below]
}
