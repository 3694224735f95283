import { describe, expect, it } from 'vitest'
import { locate, locateAt, locateValue, pointerPart, splitAt } from '../../../generator/syntax/locate.ts'
import { syntaxTree } from '../../../generator/syntax/syntax-tree.ts'

const json = { path: 'a.json', text: '{ "a": { "b/c": [1, { "d": "é\\n" }] }, "e": true }' }
const yaml = { path: 'a.yaml', text: 'a:\n  b/c:\n    - 1\n    - d: é\ne: "on"\n' }

describe.each([json, yaml])('$path', (file) => {
  const text = ({ start, end }: { readonly start: number; readonly end: number }): string => file.text.slice(start, end)

  it('gives the place of a key and of a value', () => {
    expect(text(locate(file, ['a', 'b/c'])).replaceAll('"', '')).toBe('b/c')
    expect(text(locate(file, ['a', 'b/c', 1, 'd'])).replaceAll('"', '')).toBe('d')
    expect(text(locateValue(file, ['e'])).replaceAll('"', '')).toMatch(/^(true|on)$/)
  })

  it('gives the place of an item', () => {
    expect(text(locate(file, ['a', 'b/c', 0]))).toBe('1')
  })

  it('gives the part above for what is not there', () => {
    expect(locate(file, ['a', 'nothing', 'x'])).toEqual(locate(file, ['a']))
  })

  it('takes the form in which schemas note their places', () => {
    expect(locateAt({ files: { [file.path]: file } }, `${file.path}#/a/b~1c`)).toEqual(locate(file, ['a', 'b/c']))
  })
})

it('escapes parts of pointers as RFC 6901 has it', () => {
  expect(splitAt(`x#${['~/', 'a'].map(pointerPart).join('')}`)).toEqual(['x', ['~/', 'a']])
})

describe('JSON', () => {
  it.each([
    ['{"a": 1,}', 7, 'a comma stands before "}"'],
    ['[1 2]', 3, '"2" stands where "]" is expected'],
    ['{"a" 1}', 5, '"1" stands where ":" is expected'],
    ['{a: 1}', 1, 'a key in double quotes or "}" is expected'],
    ['', 0, 'the file ends where a value is expected'],
    ['{"a": ', 5, 'the file ends where a value is expected'],
    ['01', 1, 'text follows the end of the JSON value'],
    ['["a\nb"]', 1, 'the string has no closing quote, or holds a bare control character or a wrong escape'],
    ["{'a': 1}", 1, 'a key in double quotes or "}" is expected'],
    ['nul', 0, '"n" stands where a value is expected'],
  ])('%j is refused at %i: %s', (text, start, message) => {
    expect(syntaxTree({ path: 'x.json', text }).errors.map((error) => [error.span.start, error.message])).toEqual([[start, message]])
  })

  it('reads what the built-in parser reads', () => {
    const text = JSON.stringify({ a: [1, -2.5e3, 0, true, false, null, 'x"\\\u2028\n\u{1F600}'], '': {}, b: [], ['__proto__']: 1 }, null, 2)
    expect(JSON.stringify(syntaxTree({ path: 'x.json', text }).value)).toBe(JSON.stringify(JSON.parse(text)))
  })
})
