import type { ChartContract } from '../model.ts'
import { schemaPaths } from '../read/schema-paths.ts'

/** Rows are `| \`path\` | …`; entries of maps are described with their map. */
export const readmeListsValues: ChartContract = {
  kind: 'chart',
  name: 'readme-lists-values',
  sentence: "The README's table of values has a row for each value of the schema, and no other.",
  check: async (chart) => {
    const readme = chart.files.find(({ path }) => path === 'README.md')?.text ?? ''
    const table = readme.slice(readme.search(/^\| Value \|/m))
    const rows = new Set([...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, path]) => path ?? ''))
    const declared = schemaPaths(chart.schema).map(({ path, schema, isKubernetes }) => ({ path: path.join('.'), isLeaf: isKubernetes || schema.properties === undefined, isInMap: path.includes('*') }))
    const known = new Set(declared.map(({ path }) => path))
    return [
      ...declared.filter(({ path, isLeaf, isInMap }) => isLeaf && !isInMap && !rows.has(path)).map(({ path }) => ({ object: 'README.md', path, detail: 'has no row' })),
      ...[...rows].filter((path) => !known.has(path.replaceAll(/<[^>]+>/g, '*').replace(/\[\].*$/, '')) && !/[*<]/.test(path)).map((path) => ({ object: 'README.md', path, detail: 'is not in the schema' })),
    ]
  },
  caught: { 'values.schema.json': '{"type":"object","properties":{"mode":{"type":"string"}}}', 'README.md': '| Value | Type |\n| --- | --- |\n| `modus` | string |\n' },
}
