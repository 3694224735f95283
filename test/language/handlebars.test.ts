import { asyncProperty, assert } from 'fast-check'
import Handlebars from 'handlebars'
import { expect, it } from 'vitest'
import { seed, seedLine } from '../functions/seed.ts'
import { valuesText } from '../functions/values-text.ts'
import { chartMetadata, compile } from './compile.ts'
import { randomProgram, type RandomProgram } from './random-program.ts'

/** With data that is known at build time a source gives what Handlebars gives, but for the differences that the manual lists. */
it('random programs give what Handlebars gives', { timeout: 300_000 }, async () => {
  let printed = 0
  await assert(
    asyncProperty(randomProgram, async (program) => {
      const [ours, theirs] = [await byChartwright(program), byHandlebars(program)]
      if (theirs !== '') printed++
      const source = program.main({ data: 'components.data' })
      expect(ours === theirs, [seedLine, source, ...Object.values(program.partials).map((partial) => partial({ data: 'components.data' })), JSON.stringify(program.data), JSON.stringify({ ours, theirs })].join('\n')).toBe(true)
    }),
    { seed, numRuns: 300, includeErrorInReport: true },
  )
  expect(printed).toBeGreaterThan(200)
})

it.each([
  ['an empty map is empty', '{{#if components.data.map}}yes{{else}}no{{/if}}', '{{#if @root.components.data.map}}yes{{else}}no{{/if}}', 'no', 'yes'],
  ['zero is empty for with', '{{#with components.data.zero as |x|}}yes{{else}}no{{/with}}', '{{#with @root.components.data.zero as |x|}}yes{{else}}no{{/with}}', 'no', 'yes'],
  ['roots mean the same in a loop', '{{#each components.data.list as |x|}}{{components.data.word}}{{/each}}', '{{#each components.data.list as |x|}}{{components.data.word}}{{/each}}', 'word', ''],
])('differs on purpose: %s', async (_, ours, theirs, here, there) => {
  const program = (main: string): RandomProgram => ({ data: { map: {}, zero: 0, list: [1], word: 'word' }, main: () => main, partials: {} })
  expect([await byChartwright(program(ours)), byHandlebars(program(theirs))]).toEqual([here, there])
})

async function byChartwright({ data, main, partials }: RandomProgram): Promise<string> {
  const dialect = { data: 'components.data' }
  const sources = Object.entries(partials).map(([name, source]) => [`charts-src/demo/partials/${name}.hbs`, source(dialect)])
  const schema = { type: 'object', additionalProperties: false, properties: {} }
  const { files, messages } = await compile({
    'charts-src/demo/chart.yaml': `${chartMetadata}components: ${valuesText({ data })}\n`,
    'schemas/demo.schema.json': JSON.stringify(schema),
    // Around it a line each, because the notes of a chart are trimmed.
    'charts-src/demo/NOTES.txt.hbs': `begin\n${main(dialect)}end\n`,
    ...(Object.fromEntries(sources) as { readonly [path: string]: string }),
  })
  expect(messages, messages).toBe('')
  return between(files.find(({ path }) => path === 'templates/NOTES.txt')?.text ?? '')
}

function byHandlebars({ data, main, partials }: RandomProgram): string {
  const dialect = { data: '@root.components.data' }
  const handlebars = Handlebars.create()
  for (const [name, source] of Object.entries(partials)) handlebars.registerPartial(name, source(dialect))
  return between(handlebars.compile(`begin\n${main(dialect)}end\n`, { noEscape: true })({ components: { data } }))
}

/** Without white space on lines that hold nothing else: Handlebars indents the empty lines of a partial. */
function between(text: string): string {
  return text.replace(/^begin\n/, '').replace(/end\n$/, '').replace(/^[ \t]+$/gm, '')
}
