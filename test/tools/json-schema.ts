/** What the schemas of Kubernetes hold, as OpenAPI and as JSON Schema. */
export interface Schema {
  readonly [keyword: string]: unknown
  readonly type?: string
  readonly format?: string
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly items?: Schema
  readonly required?: readonly string[]
}

/** An object knows all its fields when it names some, and then a field that it does not name is a mistake. */
export function closed(schema: Schema): Schema {
  const isOpen = schema.properties === undefined || schema.additionalProperties !== undefined
  return isOpen ? schema : { ...schema, additionalProperties: false }
}

/** The formats of OpenAPI that say something, in the words of JSON Schema. */
export function withoutFormat({ format, ...schema }: Schema): Schema {
  switch (format) {
    case 'date-time':
      return { ...schema, format }
    case 'int32':
      return { minimum: -2147483648, maximum: 2147483647, ...schema }
    case 'byte':
      return { ...schema, pattern: '^[A-Za-z0-9+/\\r\\n]*={0,2}[\\r\\n]*$' }
    default:
      return schema
  }
}

/** Applies the function to each schema of a record. */
export function mapSchemas(schemas: Readonly<Record<string, Schema>>, change: (schema: Schema) => Schema): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, change(schema)]))
}

/** The name under which kubeconform looks for a kind with the location `{{.ResourceKind}}{{.KindSuffix}}.json`. */
export function schemaFileName({ group, version, kind }: GroupVersionKind): string {
  const parts = [kind, ...(group === '' ? [] : [group.split('.')[0]]), version]
  return `${parts.join('-').toLowerCase()}.json`
}

/** What `apiVersion` says. */
export function apiVersionOf({ group, version }: GroupVersionKind): string {
  return group === '' ? version : `${group}/${version}`
}

export interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}
