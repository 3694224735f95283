import type { ChartContract, Schema, Subject } from '../model.ts'
import { resolved } from '../read/schema-paths.ts'

/** A path with a typing mistake prints nothing and fails nowhere. */
export const valuesDeclared: ChartContract = {
  kind: 'chart',
  name: 'values-declared',
  sentence: 'Every value that a template reads is in the schema.',
  check: async (chart) => chart.files.filter(({ path }) => path.startsWith('templates/')).flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => [...line.matchAll(/(?<![\w)])(?:\$|\$\.root|\.root)?\.Values\.([A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*)/g)]
      .filter(([, place]) => !isDeclared(chart, (place ?? '').split('.')))
      .map(([mention]) => ({ object: path, path: `line ${index + 1}`, detail: mention })))),
  caught: {
    'values.schema.json': '{"type":"object","properties":{"mode":{"type":"string"}}}',
    'templates/configmap.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: { mode: {{ .Values.mdoe | quote }} }\n',
  },
}

function isDeclared({ wholeSchema: root }: Subject, path: readonly string[]): boolean {
  let schema: Schema | undefined = root
  for (const key of path) {
    const inner: Schema = resolved(root, schema)
    const free: Schema | undefined = typeof inner.additionalProperties === 'object' ? inner.additionalProperties : undefined
    schema = inner.properties?.[key] ?? free
    // What stands in a free map is the user's.
    if (schema === undefined) return inner.properties === undefined && inner.additionalProperties !== false
  }
  return true
}
