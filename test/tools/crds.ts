import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { cachedFolder } from './cached-folder.ts'
import { goModule, type PinnedModule } from './go-command.ts'
import { apiVersionOf, closed, type GroupVersionKind, mapSchemas, type Schema, schemaFileName, withoutFormat } from './json-schema.ts'
import { repositoryFolder } from './places.ts'

/** The definitions of the custom resources that the charts make: their YAML for an API server, and schemas for kubeconform. */
export async function customResources(): Promise<CustomResources> {
  const code = await Promise.all([import.meta.filename, join(import.meta.dirname, 'json-schema.ts')].map((file) => readFile(file, 'utf8')))
  const flink = flinkFile === undefined ? '' : await readFile(flinkFile, 'utf8')
  const folder = await cachedFolder('schemas/custom-resources', [flink, ...code], async (folder) => {
    const files = [...(await Promise.all(published.map(publishedFiles))).flat(), ...(flinkFile === undefined ? [] : [flinkFile])]
    for (const kind of ['crds', 'schemas']) await mkdir(join(folder, kind))
    for (const file of files) {
      const text = await readFile(file, 'utf8')
      // Beside the definitions stand policies for them.
      if (!/^kind: CustomResourceDefinition$/m.test(text)) continue
      await writeFile(join(folder, 'crds', basename(file)), text)
      for (const [name, schema] of strictSchemas(parse(text) as Definition)) await writeFile(join(folder, 'schemas', name), JSON.stringify(schema))
    }
  })
  const crds = (await readdir(join(folder, 'crds'))).sort().map((name) => join(folder, 'crds', name))
  return { crds, schemas: join(folder, 'schemas'), skipped: flinkFile === undefined ? ['flinkdeployments.flink.apache.org'] : [] }
}

async function publishedFiles({ module, folder }: Published): Promise<readonly string[]> {
  const path = join(await goModule(module), folder)
  const names = await readdir(path)
  return names.filter((name) => name.endsWith('.yaml')).sort().map((name) => join(path, name))
}

function strictSchemas({ spec: { group, names, versions } }: Definition): readonly (readonly [string, Schema])[] {
  return versions.map(({ name, schema }) => {
    const kind: GroupVersionKind = { group, version: name, kind: names.kind }
    const root = strictSchema(schema.openAPIV3Schema)
    return [schemaFileName(kind), {
      $schema: 'http://json-schema.org/draft-07/schema#',
      ...root,
      // Not every definition names the metadata, which every object has.
      properties: { metadata: { type: 'object' }, ...root.properties, apiVersion: { const: apiVersionOf(kind) }, kind: { const: kind.kind } },
      required: [...new Set(['apiVersion', 'kind', ...(root.required ?? [])])],
    }]
  })
}

/** Below allOf, anyOf, oneOf and not stand constraints of an object that is described elsewhere, so these stay as they are. */
function strictSchema(schema: Schema): Schema {
  const { description: _, properties, items, additionalProperties, nullable, ...rest } = schema
  const plain = Object.fromEntries(Object.entries(rest).filter(([keyword]) => !keyword.startsWith('x-kubernetes-')))
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true
  const isIntOrString = schema['x-kubernetes-int-or-string'] === true && schema['anyOf'] === undefined
  const strict = withoutFormat({
    ...plain,
    ...(isIntOrString ? { anyOf: [{ type: 'integer' }, { type: 'string' }] } : {}),
    ...(schema['x-kubernetes-list-type'] === 'set' ? { uniqueItems: true } : {}),
    ...(properties === undefined ? {} : { properties: { ...mapSchemas(properties, strictSchema), ...openPod(properties) } }),
    ...(items === undefined ? {} : { items: strictSchema(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: strictAdditional(additionalProperties) }),
  })
  const whole = isOpen ? strict : closed(strict)
  return nullable === true ? { anyOf: [{ type: 'null' }, whole] } : whole
}

/** A definition copies pods from the Kubernetes of its day, which knew fewer fields than the one that runs them; contracts look at these pods. */
function openPod({ podTemplate }: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> {
  return podTemplate === undefined ? {} : { podTemplate: { type: 'object' } }
}

function strictAdditional(schema: Schema | boolean): Schema | boolean {
  return typeof schema === 'boolean' ? schema : strictSchema(schema)
}

/** Projects in Go bring their definitions in their modules, which the Go proxy serves. */
const published: readonly Published[] = [
  {
    module: { path: 'sigs.k8s.io/gateway-api', version: 'v1.6.1', sum: 'h1:mock6phZbI6rvZerwrVNk7hVNymQgHo+6sJ81Ia7ftY=' },
    folder: 'config/crd/standard',
  },
  {
    module: {
      path: 'github.com/prometheus-operator/prometheus-operator',
      version: 'v0.85.0',
      sum: 'h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=',
    },
    folder: 'example/prometheus-operator-crd',
  },
  {
    module: { path: 'github.com/kubeflow/spark-operator/v2', version: 'v2.5.2', sum: 'h1:6nX2UhwSfnYi1mtwczgFfJTMeLSL/1ajTvkFe8R7Vdc=' },
    folder: 'config/crd/bases',
  },
  {
    module: { path: 'github.com/kedacore/keda/v2', version: 'v2.18.0', sum: 'h1:ttR223fii/4QJ0YvtrhcWHaEoezByb/t5CeFopjl6EI=' },
    folder: 'config/crd/bases',
  },
]

/** Flink's operator is written in Java, so no Go module brings its definition: a copy beside the clone is used when it is there. */
const flinkFile = [join(repositoryFolder, '../shared/crds/flinkdeployments-release-1.15.0.crd.yml')].find((file) => existsSync(file))

export interface CustomResources {
  /** Files of YAML, each with one definition. */
  readonly crds: readonly string[]
  /** A folder for `kubeconform -schema-location <folder>/{{.ResourceKind}}{{.KindSuffix}}.json`. */
  readonly schemas: string
  /** Names of the definitions that are not to be had on this machine. */
  readonly skipped: readonly string[]
}

interface Published {
  readonly module: PinnedModule
  readonly folder: string
}

interface Definition {
  readonly spec: {
    readonly group: string
    readonly names: { readonly kind: string }
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[]
  }
}
