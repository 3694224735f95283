import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alphabet, patternExcludes } from '../../../generator/regular-expression/alphabet.ts'

const letters = (ranges: readonly (readonly [number, number])[]): string => ranges.map(([first, last]) => (first === last ? String.fromCodePoint(first) : `${String.fromCodePoint(first)}-${String.fromCodePoint(last)}`)).join(' ')
const lineBreaks = [[0x0a, 0x0a], [0x0d, 0x0d]] as const
const controls = [[0, 0x1f], [0x7f, 0x9f]] as const

describe('alphabet', () => {
  it.each([
    ['^[a-z]+$', 'a-z'],
    ['^(?:a|b[0-9]{2})*-?$', '- 0-9 a-b'],
    ['^$', ''],
    ['^a$|^b$', 'a-b'],
    ['(^a$|^c$)', 'a c'],
    ['^\\w\\.$', '. 0-9 A-Z _ a-z'],
    ['^(?=x)y$', 'y'],
    ['^(x)\\1$', 'x'],
    ['^a{0}b$', 'b'],
    ['^\\u{1F600}$', '\u{1F600}'],
  ])('%s lets through %s', (pattern, expected) => {
    expect(letters(alphabet(pattern))).toBe(expected)
  })

  it.each(['a', '^a', 'a$', '^a|b$', '^(a', '^\\p{L}$', '(^a$|b)'])('%s lets everything through', (pattern) => {
    expect(alphabet(pattern)).toEqual([[0, 0x10ffff]])
  })

  it('never leaves out a character of a string that matches', () => {
    const atom = fc.constantFrom('a', '[b-d]', '[^b-d]', '\\s', '\\S', '\\w', '\\W', '\\d', '\\D', '.', '[^\\s]', '[\\S-]', '[^\\S]', '\\n', '-', '(?:x|\\t)')
    const pattern = fc.array(fc.tuple(atom, fc.constantFrom('', '*', '?', '{1,2}')), { minLength: 1, maxLength: 4 }).map((parts) => `^${parts.map((part) => part.join('')).join('')}$`)
    const text = fc.array(fc.constantFrom('a', 'b', 'e', ' ', '\n', '\r', '\t', '\u2028', '\u00a0', '_', '9', '-', 'x', '\u{1F600}'), { maxLength: 6 }).map((characters) => characters.join(''))
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 20, maxLength: 20 }), (source, texts) => {
        const ranges = alphabet(source)
        const matching = texts.filter((candidate) => new RegExp(source, 'u').test(candidate))
        return matching.every((match) => [...match].every((character) => ranges.some(([first, last]) => first <= (character.codePointAt(0) ?? 0) && (character.codePointAt(0) ?? 0) <= last)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('patternExcludes', () => {
  it.each(['^[a-z0-9.-]*$', '^[^\\n\\r]*$', '^[!-~ ]+$', '^\\d+$'])('%s excludes line breaks', (pattern) => {
    expect(patternExcludes(pattern, lineBreaks)).toBe(true)
  })

  it.each(['^.*$', '^[^"]*$', '^\\S+\\s\\S+$', '^[^\\s]$|x', '.+'])('%s does not', (pattern) => {
    expect(patternExcludes(pattern, lineBreaks)).toBe(false)
  })

  it('counts the line separators that RE2 takes for ordinary characters', () => {
    expect(patternExcludes('^.$', [[0x2028, 0x2028]])).toBe(false)
    expect(patternExcludes('^[^\\s]$', [[0x2028, 0x2028]])).toBe(false)
  })

  it('tells control characters', () => {
    expect(patternExcludes('^[^\\x00-\\x1f\\x7f-\\x9f]*$', controls)).toBe(true)
    expect(patternExcludes('^[^\\x00-\\x1e]*$', controls)).toBe(false)
  })
})
