import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hostileStrings } from '../functions/hostile-strings.ts'
import { valuesText } from '../functions/values-text.ts'
import { openHelmBatch, type HelmBatch } from '../tools/helm-batch.ts'
import { chartMetadata, compile, writeFiles } from './compile.ts'

/** Strings that are known when the chart is built arrive as they are too, whatever they look like to YAML or to a Go template. */
const schema = { type: 'object', additionalProperties: false, properties: { name: { type: 'string', description: 'A name.', default: 'name' } } }
const source = `plain:
  {{#each component.strings as |text|}}
  - {{text}}
  {{/each}}
quoted:
  {{#each component.strings as |text|}}
  - "{{text}}"
  {{/each}}
mixed:
  {{#each component.strings as |text|}}
  - x{{text}} {{values.name}}
  {{/each}}
keys:
  {{#each component.strings as |text index|}}
  k{{index}}{{text}}: {{text}}
  {{/each}}
a.yaml: |
  {{#each component.strings as |text|}}
  - {{text}}
  {{/each}}
run.sh: |
  {{#each component.words as |text|}}
  {{shell text}}
  {{/each}}
end: true
`

let helm: HelmBatch
const folder = mkdtempSync(join(tmpdir(), 'chartwright-build-time-'))
const words = hostileStrings.filter((text) => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\uffff]/.test(text))

beforeAll(async () => {
  const { files, messages } = await compile({
    'charts-src/demo/chart.yaml': `${chartMetadata}components: ${valuesText({ web: { strings: hostileStrings, words } })}\n`,
    'schemas/demo.schema.json': JSON.stringify(schema),
    'charts-src/demo/templates/[component]-configmap.yml.hbs': source,
  })
  expect(messages, messages).toBe('')
  writeFiles(folder, files)
  helm = await openHelmBatch()
})

afterAll(async () => {
  await helm?.close()
  rmSync(folder, { recursive: true, force: true })
})

it.each(['helm4', 'helm3'] as const)('%s prints them', async (engine) => {
  const { manifests, error } = await helm.render({ chart: folder, engine })
  expect(error, error).toBeUndefined()
  for (const version of ['1.1', '1.2'] as const) {
    const read = parse(manifests[0]?.content ?? '', { version, merge: false }) as { readonly [key: string]: unknown }
    expectSame(read['plain'], hostileStrings)
    expectSame(read['quoted'], hostileStrings)
    expectSame(read['mixed'], hostileStrings.map((text) => `x${text} name`))
    expect(read['keys']).toEqual(Object.fromEntries(hostileStrings.map((text, index) => [`k${index}${text}`, text])))
    expectSame(parse(String(read['a.yaml']), { version }), hostileStrings)
    expectSame(String(read['run.sh']).split('\n').slice(0, -1), words.map((text) => `'${text.replaceAll("'", "'\\''")}'`))
  }
})

/** Says which strings did not arrive, not how two long lists differ. */
function expectSame(given: unknown, wanted: readonly string[]): void {
  const list = given as readonly unknown[]
  expect(wanted.flatMap((text, index) => (list[index] === text ? [] : [`${JSON.stringify(text)} came as ${JSON.stringify(list[index])}`])).join('\n')).toBe('')
  expect(list.length).toBe(wanted.length)
}
