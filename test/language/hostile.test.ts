import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hostileStrings } from '../functions/hostile-strings.ts'
import { valuesText } from '../functions/values-text.ts'
import { openHelmBatch, type HelmBatch } from '../tools/helm-batch.ts'
import { chartMetadata, compile, writeFiles } from './compile.ts'
import { constructs, helpers, schema, type Values } from './constructs.ts'

/** Whatever a user's string holds, it arrives as it is, in the place that it was written to. */
const engines = ['helm4', 'helm3'] as const
const strings = [...hostileStrings, 'x'.repeat(65_536), 'a b\n'.repeat(16_384)]

let helm: HelmBatch
const folder = mkdtempSync(join(tmpdir(), 'chartwright-hostile-'))
const [chart, echo] = [join(folder, 'chart'), join(folder, 'echo')]

beforeAll(async () => {
  const sources = Object.entries(constructs).map(([name, { source }]): [string, string] => [`charts-src/demo/templates/${name}-configmap.yml.hbs`, `data:\n${source.replace(/^(?=.)/gm, '  ')}\n# Helm 3 trims the end of a document, a block scalar there too.\nend: true\n`])
  const shared = Object.entries(helpers).map(([path, text]): [string, string] => [`charts-src/demo/helpers/${path}`, text])
  const { files, messages } = await compile({ 'charts-src/demo/chart.yaml': chartMetadata, 'schemas/demo.schema.json': valuesText(schema), ...Object.fromEntries([...sources, ...shared]) })
  expect(messages, messages).toBe('')
  writeFiles(chart, files)
  writeFiles(echo, [{ path: 'Chart.yaml', text: 'apiVersion: v2\nname: echo\nversion: 1.0.0\n' }, { path: 'templates/values.yaml', text: 'values: {{ toJson .Values | b64enc }}\n' }])
  helm = await openHelmBatch()
})

afterAll(async () => {
  await helm?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(engines)('%s prints', (engine) => {
  it.each(strings.map((text) => [shown(text), text] as const))('%s', async (_, text) => {
    await expectIntact(engine, valuesWith(text))
  })

  it.each([0, 1, -1, 1_000_000, 123_456_789, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER])('the integer %d', async (count) => {
    await expectIntact(engine, { ...valuesWith('x'), count, port: count, quantity: count, number: count })
  })

  it.each([0.1, 0.5, 1e21, 1.5e300, 1e-7, 123456.5, -0.25])('the number %d', async (number) => {
    await expectIntact(engine, { ...valuesWith('x'), number, quantity: number })
  })

  it.each(['80', 'http', '1e3', '0x1f', '100m', '1Gi', '0.5', '1_000'])('%s as a port and a quantity', async (text) => {
    await expectIntact(engine, { ...valuesWith('x'), port: text, quantity: text, flag: false })
  })

  it.each(['\u007f', '\u0080', '\u0085', '\u009f', '\u2028', '\u2029', '\ufffe', '\uffff'].map((text) => [shown(text), text] as const))('no map with %s, which toYaml would lose', async (_, text) => {
    const { error } = await helm.render({ chart, engine, valuesYaml: valuesText({ ...valuesWith('x'), object: { a: `b${text}c` } }) })
    expect(error).toMatch(/object(\.a)? holds one of the characters/)
  })

  it('nothing of empty lists and maps', async () => {
    await expectIntact(engine, { ...valuesWith(''), texts: [], map: {}, entries: {}, object: {}, objects: [], templates: {} })
  })
})

/** Values with the string in every place that may hold it. */
function valuesWith(text: string): Values {
  const hasControls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/.test(text)
  const line = hasControls || text.length > 500 ? 'line' : text
  const name = text.length > 500 ? 'name' : text
  // Helm's toYaml can't write these, so the checks of a chart refuse them in maps and lists.
  const printable = text.replace(/[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g, '_')
  // Helm's toYaml writes this key as it is, and it means something else there.
  const key = name === text ? printable.replace(/^<<$/, 'name') : name
  return {
    text,
    written: text.replaceAll('\0', '0'),
    printable,
    line,
    clean: /[${}"#;]/.test(line) ? 'clean' : line,
    texts: ['first', printable, `${printable}${text.length > 500 ? '' : printable}`],
    map: { [key]: printable, other: printable },
    entries: { [key]: { text: printable }, other: { text: printable, other: printable }, fixed: { text: printable } },
    object: { [key]: printable, list: [printable, { [key]: printable }], number: 1, flag: true, nested: { text: `x\n  ${printable}\n` } },
    objects: [printable, { [key]: printable }, [printable], 1, true],
    count: 3,
    number: 2.5,
    flag: true,
    port: 8080,
    quantity: '1Gi',
    template: '{{ .Values.text }}',
    templates: { a: '{{ .Values.text }}', b: '{{ $.Values.text }}' },
  }
}

async function expectIntact(engine: (typeof engines)[number], values: Values): Promise<void> {
  const { manifests, error } = await helm.render({ chart, engine, valuesYaml: valuesText(values) })
  expect(error, error).toBeUndefined()
  const differences = await Promise.all(
    Object.entries(constructs).map(async ([name, { gives, embedded }]) => {
      const content = manifests.find(({ path }) => path.endsWith(`/${name}-configmap.yml`))?.content ?? ''
      const wanted = gives(values)
      const read = await readings(engine, content)
      return Object.entries(read).flatMap(([reader, document]) => {
        const data = (document as { readonly data?: { readonly [key: string]: unknown } } | null)?.data ?? {}
        // The text of a file inside is read again, as the program would that it is for.
        const inner = embedded === undefined ? [data] : embedded.endsWith('.json') ? [JSON.parse(String(data[embedded]))] : [parse(String(data[embedded]), { version: '1.1' }), parse(String(data[embedded]), { version: '1.2' })]
        const isIncluded = name === 'helper'
        return inner.filter((given) => !isDeepStrictEqual(isIncluded ? withoutText(given) : given, wanted)).map((given) => `${name} read by ${reader}:\n  given  ${cut(given)}\n  wanted ${cut(wanted)}\n${content.slice(0, 600)}`)
      })
    }),
  )
  const all = differences.flat()
  expect(all.length, all.slice(0, 4).join('\n')).toBe(0)
}

/** As YAML 1.1, as YAML 1.2, and as Helm and Kubernetes read it. */
async function readings(engine: (typeof engines)[number], content: string): Promise<{ readonly [reader: string]: unknown }> {
  const { manifests, error } = await helm.render({ chart: echo, engine, valuesYaml: content })
  const text = manifests[0]?.content.replace('values: ', '').trim() ?? ''
  return {
    'YAML 1.1': attempt(() => parse(content, { version: '1.1', merge: false })),
    'YAML 1.2': attempt(() => parse(content, { version: '1.2' })),
    Kubernetes: error ?? attempt(() => JSON.parse(Buffer.from(text, 'base64').toString('utf8'))),
  }
}

function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return String(error)
  }
}

/** The text of a named template is YAML whose spelling is its own. */
function withoutText(data: unknown): unknown {
  const { e: _, ...rest } = data as { readonly [key: string]: unknown }
  return rest
}

function shown(text: string): string {
  const json = JSON.stringify(text).replace(/[\u007f-\u{10ffff}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
  return json.length > 40 ? `${json.slice(0, 40)}… of ${text.length} characters` : json
}

function cut(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 500)
}
