import { describe, expect, it } from 'vitest'
import { renderGithub } from '../../../generator/diagnostics/github.ts'
import { renderJson } from '../../../generator/diagnostics/json.ts'
import { renderPretty } from '../../../generator/diagnostics/pretty.ts'
import { sortDiagnostics } from '../../../generator/diagnostics/sort-diagnostics.ts'
import type { Diagnostic } from '../../../generator/model.ts'
import { mistakeAt } from './catalogue-file.ts'

const { files, diagnostic } = mistakeAt('a: 1\nb: two\n', 'two', { why: 'a, b: 100%', fix: 'did you mean "2"?' })
const warning: Diagnostic = { ...diagnostic, severity: 'warning', message: 'x', span: { file: 'a.yaml', start: 0, end: 1 } }

describe('renderPretty', () => {
  it('shows place, message, frame, why and fix, and counts', () => {
    expect(renderPretty([diagnostic, warning], files)).toMatchInlineSnapshot(`
      "a.yaml:1:1 warning x [some-rule]

      > 1 | a: 1
          | ^
        2 | b: two

        why: a, b: 100%
        fix: did you mean "2"?

      a.yaml:2:4 error something is wrong [some-rule]

        1 | a: 1
      > 2 | b: two
          |    ^^^

        why: a, b: 100%
        fix: did you mean "2"?

      1 error, 1 warning
      "
    `)
  })

  it('shows the first twenty and how many there are', () => {
    const many = Array.from({ length: 23 }, (_, index) => ({ ...diagnostic, message: `mistake ${String(index).padStart(2, '0')}` }))
    const shown = renderPretty(many, files)
    expect(shown).toContain('mistake 19')
    expect(shown).not.toContain('mistake 20')
    expect(shown).toMatch(/\n23 errors, the first 20 are shown\n$/)
  })

  it('has colours only when asked', () => {
    expect(renderPretty([diagnostic], files)).not.toContain('\u001b[')
    expect(renderPretty([diagnostic], files, { colors: true })).toContain('\u001b[31m')
  })

  it('says nothing about nothing', () => {
    expect(renderPretty([], files)).toBe('')
  })

  it('names a file that was not read', () => {
    expect(renderPretty([{ ...diagnostic, span: { file: 'gone', start: 0, end: 0 } }], {})).toMatch(/^gone error something is wrong/)
  })
})

describe('renderJson', () => {
  it('is one document with lines and columns', () => {
    expect(JSON.parse(renderJson([diagnostic, warning], files))).toEqual({
      errors: 1,
      warnings: 1,
      diagnostics: [
        { rule: 'some-rule', severity: 'warning', message: 'x', why: 'a, b: 100%', fix: 'did you mean "2"?', file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 },
        { rule: 'some-rule', severity: 'error', message: 'something is wrong', why: 'a, b: 100%', fix: 'did you mean "2"?', file: 'a.yaml', line: 2, column: 4, endLine: 2, endColumn: 7 },
      ],
    })
  })
})

describe('renderGithub', () => {
  it('escapes what would end a property or the message', () => {
    const odd = { ...diagnostic, span: { ...diagnostic.span, file: 'a,b:c.yaml' } }
    expect(renderGithub([odd], { 'a,b:c.yaml': { path: 'a,b:c.yaml', text: 'a: 1\nb: two\n' } })).toBe(
      '::error file=a%2Cb%3Ac.yaml,line=2,endLine=2,col=4,endColumn=7,title=some-rule::something is wrong%0Awhy: a, b: 100%25%0Afix: did you mean "2"?\n',
    )
  })
})

describe('sortDiagnostics', () => {
  it('orders by file, place and rule, and says nothing twice', () => {
    const at = (file: string, start: number, rule: string): Diagnostic => ({ ...diagnostic, rule, span: { file, start, end: start + 1 } })
    const shuffled = [at('b', 1, 'x'), at('a', 20, 'x'), at('a', 3, 'y'), at('a', 3, 'x'), at('a', 20, 'x')]
    expect(sortDiagnostics(shuffled).map(({ span, rule }) => `${span.file}${span.start}${rule}`)).toEqual(['a3x', 'a3y', 'a20x', 'b1x'])
  })
})
