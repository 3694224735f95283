import { expect, it } from 'vitest'
import { readableFile } from '../../../generator/1-load/source-reader.ts'
import type { Diagnostic } from '../../../generator/model.ts'

function read(text: string, path = 'charts-src/demo/templates/web-service.yml.hbs') {
  const diagnostics: Diagnostic[] = []
  return { text: readableFile(path, text, (diagnostic) => void diagnostics.push(diagnostic)).text, diagnostics }
}

it('ends lines in one way', () => {
  expect(read('a\r\nb\rc\n')).toEqual({ text: 'a\nb\nc\n', diagnostics: [] })
})

it('refuses what nobody sees, at its place', () => {
  for (const character of ['\u0000', '\u001b', '\u007f', '\u0085', '\u2028', '\u2029', '\ufeff']) {
    expect(read(`ab${character}c`).diagnostics).toMatchObject([{ rule: 'hidden-character', span: { start: 2, end: 3 } }])
  }
  expect(read('\ttabs, ä, 💩 and\u00a0spaces\n').diagnostics).toEqual([])
})

it('leaves files alone that a chart ships as they are', () => {
  expect(read('a\r\n\u0000', 'charts-src/demo/files/data.bin')).toEqual({ text: 'a\r\n\u0000', diagnostics: [] })
})
