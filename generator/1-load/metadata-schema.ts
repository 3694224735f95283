import type { Schema } from '../model.ts'

/** What chart.yaml may hold; `ChartMetadata` is the type of the same. */
export const metadataSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'version', 'appVersion', 'description', 'kubeVersion', 'icon', 'home', 'sources', 'keywords', 'maintainers', 'license'],
  properties: {
    name: { type: 'string', format: 'chart-name' },
    version: { type: 'string', format: 'semver' },
    appVersion: { type: 'string', minLength: 1 },
    description: { type: 'string', minLength: 1 },
    kubeVersion: { type: 'string', format: 'semver-range' },
    type: { enum: ['application', 'library'] },
    icon: { type: 'string', format: 'url' },
    home: { type: 'string', format: 'url' },
    sources: { type: 'array', items: { type: 'string', format: 'url' } },
    keywords: { type: 'array', items: { type: 'string', minLength: 1 } },
    maintainers: { type: 'array', minItems: 1, items: closed(['name'], { name: { type: 'string', minLength: 1 }, email: { type: 'string' }, url: { type: 'string', format: 'url' } }) },
    license: { type: 'string', format: 'spdx' },
    category: { enum: ['ai-machine-learning', 'database', 'integration-delivery', 'monitoring-logging', 'networking', 'security', 'storage', 'streaming-messaging', 'skip-prediction'] },
    links: { type: 'array', items: closed(['name', 'url'], { name: { type: 'string', minLength: 1 }, url: { type: 'string', format: 'url' } }) },
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
    dependencies: {
      type: 'array',
      items: closed(['name'], { name: { type: 'string' }, alias: { type: 'string', format: 'chart-name' }, condition: { type: 'string', minLength: 1 }, tags: { type: 'array', items: { type: 'string', minLength: 1 } }, values: { type: 'object' } }),
    },
    mainApp: { type: 'string', format: 'component-name' },
    components: { type: 'object', propertyNames: { format: 'component-name' }, additionalProperties: { type: 'object' } },
    images: { type: 'array', items: { type: 'string', minLength: 1 } },
  },
}

function closed(required: readonly string[], properties: { readonly [name: string]: Schema }): Schema {
  return { type: 'object', additionalProperties: false, required, properties }
}
