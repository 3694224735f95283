import type { ChartContract, Schema } from '../model.ts'

/** Free maps say so with a schema of their entries, `global` and Kubernetes' own free types with `true`. */
export const schemaClosed: ChartContract = {
  kind: 'chart',
  name: 'schema-closed',
  sentence: 'The schema of the values is closed: a value that is not known, a typing mistake for example, is refused at every object.',
  check: async (chart) => {
    const found: string[] = []
    visit(chart.wholeSchema, '', (schema, path) => {
      const isObject = schema.properties !== undefined && !/\/(properties|definitions)\/([a-z-]+-)?global$/.test(path)
      if (isObject && schema.additionalProperties !== false) found.push(path)
    })
    const isMissing = !chart.files.some(({ path }) => path === 'values.schema.json')
    return [...(isMissing ? [''] : []), ...found].map((path) => ({ object: 'values.schema.json', path: path === '' ? '/' : path }))
  },
  caught: { 'values.schema.json': '{"type":"object","properties":{"mode":{"type":"string"}}}' },
}

function visit(schema: Schema, path: string, see: (schema: Schema, path: string) => void): void {
  see(schema, path)
  for (const group of ['properties', 'definitions', 'patternProperties'] as const) {
    for (const [name, inner] of Object.entries(schema[group] ?? {})) visit(inner, `${path}/${group}/${name}`, see)
  }
  if (typeof schema.additionalProperties === 'object') visit(schema.additionalProperties, `${path}/additionalProperties`, see)
  if (typeof schema.items === 'object') visit(schema.items, `${path}/items`, see)
}
