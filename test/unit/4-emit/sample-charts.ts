import { withDependencies } from '../../../generator/1-load/dependency-values.ts'
import type { ChartMetadata, ChartSource, Schema, SourceFile } from '../../../generator/model.ts'

/** A small chart with every kind of value, as loading leaves it. */
export const shop = chart('shop', shopSchema(), {})

/** A chart that brings `shop` along twice. */
export const mall = withShop(chart(
  'mall',
  {
    type: 'object',
    additionalProperties: false,
    properties: { title: { type: 'string', description: 'What the door says', default: 'Mall' } },
  },
  {
    dependencies: [
      { name: 'shop', condition: 'shop.enabled' },
      { name: 'shop', alias: 'kiosk', condition: 'features.kiosk', tags: ['outdoor'] },
    ],
  },
))

/** A parent of `shop`, as loading leaves it. */
export function withShop(parent: ChartSource): ChartSource {
  return withDependencies([shop, parent])[1]!
}

export function chart(name: string, schema: Schema, metadata: Partial<ChartMetadata>): ChartSource {
  const folder = `charts-src/${name}`
  return {
    name,
    folder,
    metadata: {
      name,
      version: '1.2.0',
      appVersion: '1.10',
      description: `Runs a ${name}.`,
      kubeVersion: '>=1.33.0-0',
      icon: `https://example.com/${name}.svg`,
      home: 'https://example.com',
      sources: ['https://example.com/source'],
      keywords: [name],
      maintainers: [{ name: 'Someone', email: 'someone@example.com' }],
      license: 'Apache-2.0',
      category: 'database',
      links: [{ name: 'support', url: 'https://example.com/support' }],
      ...metadata,
    },
    metadataFile: file(`${folder}/chart.yaml`, ''),
    schema,
    schemaFile: file(`schemas/${name}.schema.json`, ''),
    presets: [],
    templates: [],
    helpers: [],
    partials: [],
    verbatim: [],
    files: [],
    tests: [],
    ci: [],
  }
}

export function file(path: string, text: string): SourceFile {
  return { path, text }
}

function shopSchema(): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['owner'],
    properties: {
      owner: { type: 'string', description: 'Who answers for the shop', pattern: '^[a-z]+$', 'x-section': 'Common' },
      greeting: { type: 'string', description: 'What the door says | in *any* language.', default: 'no', 'x-template': true, 'x-section': 'Common' },
      window: component('shop/window', 2),
      till: component('shop/till', 1),
      shelves: {
        type: 'object',
        description: 'Shelves by name.',
        default: {},
        'x-section': 'Shelves',
        propertyNames: { pattern: '^[a-z]+$' },
        examples: [{ fiction: { width: 3 } }],
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          required: ['width'],
          properties: {
            width: { type: 'integer', description: 'Width in metres.', minimum: 1 },
            colour: { type: 'string', description: 'Colour.', enum: ['red', 'blue'], default: 'red' },
            image: image('shop/shelf', '2.0'),
          },
        },
      },
    },
    definitions: {
      ResourceRequirements: {
        type: 'object',
        additionalProperties: false,
        properties: { limits: { type: 'object', additionalProperties: { $ref: '#/definitions/Quantity' } }, claims: { type: 'array', items: { $ref: '#/definitions/ResourceClaim' } } },
      },
      ResourceClaim: { 'x-at': 'schemas/kubernetes/ResourceClaim.schema.json#', type: 'object', required: ['name'], additionalProperties: false, properties: { name: { type: 'string' } } },
      Quantity: { type: ['string', 'number'] },
      Unused: { type: 'object', additionalProperties: false, properties: { never: { type: 'string' } } },
    },
  }
}

function component(repository: string, replicas: number): Schema {
  return {
    type: 'object',
    description: `The ${repository}.`,
    additionalProperties: false,
    'x-section': 'Workloads',
    'x-definition': 'workload',
    properties: {
      enabled: { type: 'boolean', description: 'Whether it runs.', default: true },
      replicas: { type: 'integer', description: 'Number of pods.', default: replicas, minimum: 0 },
      image: image(repository, ''),
      service: {
        type: 'object',
        description: 'Its Service.',
        additionalProperties: false,
        'x-definition': 'service',
        properties: {
          type: { type: 'string', description: 'Type of the Service.', enum: ['ClusterIP', 'NodePort'], default: 'ClusterIP' },
          port: { type: 'integer', description: 'Port of the Service.', default: 80, minimum: 1, maximum: 65535 },
          annotations: { type: 'object', description: 'Annotations of the Service.', default: {}, additionalProperties: { type: 'string' } },
        },
      },
      resources: { $ref: '#/definitions/ResourceRequirements', description: 'Resources of the container.', default: { limits: { memory: '64Mi' } } },
      arguments: { type: 'array', description: 'Arguments.', default: ['on', '0x1F', 'a: b # c', 'two\nlines'], items: { type: 'string' } },
      'host.name': { type: 'string', description: 'A key that must be quoted, and a value that YAML 1.1 would read as a number', default: '1_000' },
      on: { type: 'number', description: 'A key that YAML 1.1 takes for a boolean', default: 0.5 },
    },
  }
}

function image(repository: string, tag: string): Schema {
  return {
    type: 'object',
    description: 'Its image.',
    additionalProperties: false,
    'x-definition': 'image',
    properties: {
      registry: { type: 'string', description: 'Registry.', default: 'ghcr.io' },
      repository: { type: 'string', description: 'Repository.', default: repository },
      tag: { type: 'string', description: 'Tag; empty is the version of the application.', default: tag },
    },
  }
}
