import { describe, expect, it } from 'vitest'
import { codeFrame } from '../../../generator/diagnostics/code-frame.ts'

const frame = (text: string, marked: string): string => codeFrame(text, text.indexOf(marked), text.indexOf(marked) + marked.length)

describe('codeFrame', () => {
  it('shows two lines before and after', () => {
    expect(frame('one\ntwo\nthree\nfour\nfive\nsix\nseven\n', 'our')).toMatchInlineSnapshot(`
      "  2 | two
        3 | three
      > 4 | four
          |  ^^^
        5 | five
        6 | six"
    `)
  })

  it('marks one character at the end of the text and in an empty file', () => {
    expect(codeFrame('one', 3, 3)).toBe('> 1 | one\n    |    ^')
    expect(codeFrame('', 0, 0)).toBe('> 1 |\n    | ^')
  })

  it('marks the first line of what spans several', () => {
    expect(frame('a: |\n  x\n  y\n', 'a: |\n  x')).toBe('> 1 | a: |\n    | ^^^^\n  2 |   x\n  3 |   y')
  })

  it('cuts a long line round the mark', () => {
    const shown = frame(`short\n${'x'.repeat(300)}HERE${'y'.repeat(300)}\n${'z'.repeat(200)}`, 'HERE').split('\n')
    expect(shown[1]?.indexOf('HERE')).toBe(shown[2]?.indexOf('^^^^'))
    expect(shown[0]).toBe('  1 | short')
    expect(shown.every((line) => line.length < 110)).toBe(true)
    expect(shown[1]).toMatch(/^> 2 \| …x+HEREy+…$/)
  })

  it('keeps the mark below its text when the line has tabs', () => {
    const shown = frame('\t\tkey: value', 'value').split('\n')
    expect(shown[0]?.indexOf('value')).toBe(shown[1]?.indexOf('^'))
  })
})
