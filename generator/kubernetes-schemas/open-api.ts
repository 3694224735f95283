/** A node of the published OpenAPI (Swagger 2.0), as far as types need it. */
export interface OpenApiNode {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly description?: string
  readonly properties?: { readonly [name: string]: OpenApiNode }
  readonly required?: readonly string[]
  readonly items?: OpenApiNode
  readonly additionalProperties?: OpenApiNode
}

/** Definitions by their full name: `io.k8s.api.core.v1.Container`. */
export type Definitions = { readonly [name: string]: OpenApiNode }

const prefix = '#/definitions/'

export function definitionName(reference: string): string {
  return reference.slice(prefix.length)
}

/** `io.k8s.api.core.v1.Container` → `Container`. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
