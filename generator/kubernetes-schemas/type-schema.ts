import type { Json } from '../model.ts'
import { definitionName, shortName, type Definitions, type OpenApiNode } from './open-api.ts'

export type JsonObject = { readonly [key: string]: Json }

/** The structure of one Kubernetes type as a closed JSON Schema; it refers to other types by their files. */
export function typeSchema(definitions: Definitions, name: string, dropped: readonly string[]): JsonObject {
  const definition = definitions[name] ?? {}
  const properties = Object.entries(definition.properties ?? {}).filter(([property]) => !dropped.includes(property))
  const required = (definition.required ?? []).filter((property) => !dropped.includes(property))
  return {
    type: 'object',
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(properties.map(([property, node]) => [property, nodeSchema(definitions, node)])),
    additionalProperties: false,
  }
}

function nodeSchema(definitions: Definitions, node: OpenApiNode): JsonObject {
  if (node.$ref !== undefined) return referenceSchema(definitions, definitionName(node.$ref))
  if (node.type === 'array') return { type: 'array', items: nodeSchema(definitions, node.items ?? {}) }
  if (node.additionalProperties !== undefined) return { type: 'object', additionalProperties: nodeSchema(definitions, node.additionalProperties) }
  return node.type === undefined ? {} : { type: node.type }
}

/** The published document calls these strings; the API server takes numbers too, and Helm users write them. */
const scalars: { readonly [type: string]: JsonObject } = {
  IntOrString: { type: ['integer', 'string'] },
  // The grammar stands at kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity.
  Quantity: { type: ['string', 'number'], pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$' },
}

function referenceSchema(definitions: Definitions, name: string): JsonObject {
  const type = shortName(name)
  const scalar = scalars[type]
  if (scalar) return scalar
  const { properties, ...inline } = definitions[name] ?? {}
  return properties === undefined ? nodeSchema(definitions, inline) : { $ref: `${type}.schema.json` }
}
