import { expect, test } from 'vitest'
import { readme } from '../../../generator/4-emit/readme.ts'
import { leafName, leaves } from '../../../generator/4-emit/schema/leaves.ts'
import { file, shop } from './sample-charts.ts'

const { text } = readme(shop)

test('its table has a row for each value of the schema, and no other', () => {
  const rows = text.split('\n').filter((line) => line.startsWith('| `'))
  const declared = leaves(shop.schema).map(({ path }) => leafName(path))
  expect(rows.map((row) => row.split('`')[1]).sort()).toEqual([...declared].sort())
  expect(declared).toContain('shelves.<name>.image.tag')
  expect(declared).toContain('till.resources')
  expect(declared).not.toContain('till')
})

test('each row says type, default and description', () => {
  expect(text).toContain('| `till.replicas` | integer | `1` | Number of pods. |')
  expect(text).toContain('| `till.resources` | ResourceRequirements | `{"limits":{"memory":"64Mi"}}` | Resources of the container. |')
  expect(text).toContain('| `shelves` | map of object | `{}` | Shelves by name. |')
  expect(text).toContain('| `shelves.<name>.width` | integer |  | Width in metres. Required. |')
})

test('text that Markdown would read otherwise is escaped', () => {
  expect(text).toContain('What the door says \\| in \\*any\\* language.')
  const tables = text.split('\n').filter((line) => line.startsWith('|'))
  expect(tables.filter((line) => line.split(/(?<!\\)\|/).length !== 6)).toEqual([])
})

test('a list of objects shows what an item holds', () => {
  const items = { type: 'object', properties: { name: { type: 'string' } } }
  const names = leaves({ type: 'object', properties: { hosts: { type: 'array', items } } }).map(({ path }) => leafName(path))
  expect(names).toEqual(['hosts', 'hosts[].name'])
})

test('it says what has to be given, and the presets with their first comment', () => {
  const preset = { name: 'prod', values: {}, file: file('values.prod.yaml', '# yaml-language-server: $schema=values.schema.json\n# Two of\n# everything.\n\n# Not this.\ntill: {}\n') }
  const page = readme({ ...shop, presets: [preset] }).text
  expect(page).toContain('at least: `owner`.')
  expect(page).toContain('| `values.prod.yaml` | Two of everything. |')
  expect(text).not.toContain('## Presets')
})

test('the prose of the author comes first, and may bring the title', () => {
  const page = readme({ ...shop, readme: file('README.md', '# The shop\n\nSells books.\n') }).text
  expect(page.split('\n\n').slice(0, 4)).toEqual(['# The shop', 'Runs a shop.', 'Chart `1.2.0`, application `1.10`, Kubernetes `>=1.33.0-0`.', 'Sells books.'])
  expect(readme({ ...shop, readme: file('README.md', 'Sells books.') }).text).toMatch(/^# shop\n\nRuns a shop\.\n\n.*\n\nSells books\.\n/)
})
