import { expect, it } from 'vitest'
import { chartMetadata, compile } from './compile.ts'
import { valuesText } from '../functions/values-text.ts'

/** A file under a key that only an installation knows becomes a named template, and must not take the name of the one that it stands in. */
it('gives no two named templates of a chart one name', async () => {
  const { files, messages } = await compile({
    'charts-src/demo/chart.yaml': chartMetadata,
    'schemas/demo.schema.json': valuesText({
      type: 'object',
      additionalProperties: false,
      properties: { name: { type: 'string', pattern: '^[a-z]+$', description: 'A name.', default: 'name' } },
    }),
    'charts-src/demo/helpers/data.yml.hbs': '{{!-- Files. --}}\nweb.txt: text\n"{{values.name}}.json": |\n  name: {{values.name}}\n',
    'charts-src/demo/templates/web-configmap.yml.hbs': 'data:\n  {{> data}}\n',
  })
  expect(messages, messages).toBe('')
  const text = files.find(({ path }) => path.endsWith('_helpers.tpl'))?.text ?? ''
  const names = [...text.matchAll(/define "([^"]+)"/g)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(1)
  expect(new Set(names).size).toBe(names.length)
})
