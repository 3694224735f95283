import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cachedFolder } from './cached-folder.ts'
import { goModule, type PinnedModule } from './go-command.ts'
import { apiVersionOf, closed, type GroupVersionKind, mapSchemas, type Schema, schemaFileName, withoutFormat } from './json-schema.ts'

/**
 * A folder with one self-contained strict JSON Schema for each kind of a Kubernetes version,
 * for `kubeconform -schema-location <folder>/{{.ResourceKind}}{{.KindSuffix}}.json`.
 * An unknown field, a null and a value out of its type's range are refused.
 */
export async function kubernetesSchemas(minor: KubernetesMinor): Promise<string> {
  const release = releases[minor]
  const code = await Promise.all([import.meta.filename, join(import.meta.dirname, 'json-schema.ts')].map((file) => readFile(file, 'utf8')))
  return cachedFolder(`schemas/kubernetes-${minor}`, [release.sum, ...code], async (folder) => {
    process.stderr.write(`making the schemas of Kubernetes ${minor} …\n`)
    const specification = join(await goModule(release), 'api/openapi-spec/swagger.json')
    const { definitions } = JSON.parse(await readFile(specification, 'utf8')) as Specification
    const strict = Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, strictDefinition(name, schema)]))
    for (const [name, definition] of Object.entries(definitions)) {
      const [kind, ...others] = definition['x-kubernetes-group-version-kind'] ?? []
      // What has many kinds is an option of a request, such as DeleteOptions, and stands in no manifest.
      if (kind === undefined || others.length > 0) continue
      await writeFile(join(folder, schemaFileName(kind)), JSON.stringify(standalone(kind, name, strict)))
    }
  })
}

/** The schema of a kind with the definitions that it needs. */
function standalone(kind: GroupVersionKind, name: string, strict: Readonly<Record<string, Schema>>): Schema {
  const definitions: Record<string, Schema | undefined> = {}
  const addFrom = (schema: Schema | undefined) => {
    for (const [, name = ''] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      if (name in definitions) continue
      definitions[name] = strict[name]
      addFrom(strict[name])
    }
  }
  const root = strict[name] ?? {}
  addFrom(root)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...root,
    properties: { ...root.properties, apiVersion: { const: apiVersionOf(kind) }, kind: { const: kind.kind } },
    required: [...new Set(['apiVersion', 'kind', ...(root.required ?? [])])],
    definitions,
  }
}

function strictDefinition(name: string, schema: Schema): Schema {
  const special = specialTypes[name.slice(name.lastIndexOf('.') + 1)]
  return name.startsWith('io.k8s.apimachinery.') && special !== undefined ? special : strictSchema(schema)
}

function strictSchema(schema: Schema): Schema {
  if (schema.$ref !== undefined) return { $ref: schema.$ref }
  const { description: _, properties, items, additionalProperties, ...rest } = schema
  const plain = Object.fromEntries(Object.entries(rest).filter(([keyword]) => !keyword.startsWith('x-kubernetes-')))
  const isSet = schema['x-kubernetes-list-type'] === 'set'
  return closed(withoutFormat({
    ...plain,
    ...(isSet ? { uniqueItems: true } : {}),
    ...(properties === undefined ? {} : { properties: mapSchemas(properties, strictSchema) }),
    ...(items === undefined ? {} : { items: strictSchema(items) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: strictSchema(additionalProperties) } : {}),
  }))
}

/** OpenAPI calls both a string, but a number is right too. */
const specialTypes: Readonly<Record<string, Schema>> = {
  IntOrString: { oneOf: [{ type: 'integer', minimum: -2147483648, maximum: 2147483647 }, { type: 'string' }] },
  Quantity: {
    oneOf: [
      { type: 'number' },
      // kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity has this grammar.
      { type: 'string', pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$' },
    ],
  },
}

/** The last patch of each minor that upstream supports; their module zips hold the published OpenAPI. */
const releases: { readonly [Minor in KubernetesMinor]: PinnedModule } = {
  1.37: { path: 'k8s.io/kubernetes', version: 'v1.37.1', sum: 'h1:LTUzSbp9n0W7649oVKBYfC48zcoD3vCk++1PZQn28q8=' },
  1.36: { path: 'k8s.io/kubernetes', version: 'v1.36.4', sum: 'h1:08GT0ZOMtyCcRnslyvnpWurf1wm20KHbC/aRS+0LxSo=' },
  1.35: { path: 'k8s.io/kubernetes', version: 'v1.35.6', sum: 'h1:Kh9V2tfdF+yNVZ1UX5lVfd1zNpa94vdIkfhyAmWXzQI=' },
}

export type KubernetesMinor = '1.37' | '1.36' | '1.35'

interface Specification {
  readonly definitions: Readonly<Record<string, Schema & { readonly 'x-kubernetes-group-version-kind'?: readonly GroupVersionKind[] }>>
}
