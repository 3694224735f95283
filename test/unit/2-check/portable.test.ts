import { describe, expect, it } from 'vitest'
import { unportable } from '../../../generator/regular-expression/portable.ts'

describe('unportable', () => {
  it.each([
    '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', '^$', '^(?:a|b)$', '(?:^a$|^b$)', '^a$|^b$', '^\\d{1,3}(\\.\\d{1,3}){3}$', '^[^\\n\\r]*$', '^[\\w.-]+@[\\w.-]+$', '^\\/[^\\n]*$', '^\\x41[\\x00-\\x1f]$', '^a+?b*?$',
    '^[a-z]{1000}$', '^\\p{L}\\p{Lu}\\P{N}$', '^[\\]\\[\\\\-]$', '^é\u{1F600}$', '^\\t\\n\\r\\f\\v$', '^[\\-.]$', '^(a{10}){100}$', '^(?:x{2,}){500}$', '^[a^]$',
  ])('%s means the same to both', (pattern) => {
    expect(unportable(pattern)).toEqual([])
  })

  it.each([
    ['a', 'is not anchored'],
    ['^a', 'is not anchored'],
    ['^a|b$', 'is not anchored'],
    ['^(?=a)a$', 'looks around'],
    ['^(?<!a)a$', 'looks around'],
    ['^(a)\\1$', 'refers back to a group'],
    ['^(?<name>a)$', 'names a group'],
    ['^\\bа\\b$', 'uses "\\b"'],
    ['^\\B$', 'uses "\\B"'],
    ['^.*$', 'uses "."'],
    ['^[\\b]$', 'writes a character as "\\b"'],
    ['^\\s$', 'uses "\\s"'],
    ['^[^\\S]$', 'uses "\\S"'],
    ['^\\p{Script=Greek}$', 'uses "\\p{Script=Greek}"'],
    ['^\\p{Alphabetic}$', 'uses "\\p{Alphabetic}"'],
    ['^\\u0041$', 'writes a character as "\\u0041"'],
    ['^\\u{1F600}$', 'writes a character as "\\u{1F600}"'],
    ['^\\cA$', 'writes a character as "\\cA"'],
    ['^[]$', 'has an empty class "[]"'],
    ['^[^]$', 'has an empty class "[^]"'],
    ['^[a[:digit:]$', 'has "[:" in a class'],
    ['^a{1001}$', 'repeats more than 1000 times'],
    ['^(a{11}){100}$', 'repeats more than 1000 times'],
    ['^(?:a{0,50}b){30,}$', 'repeats more than 1000 times'],
    ['^(?i)a$', 'is no regular expression'],
    ['^(?P<name>a)$', 'is no regular expression'],
    ['^a**$', 'is no regular expression'],
    ['^[[:alpha:]]$', 'is no regular expression'],
    ['^a\\Z$', 'is no regular expression'],
    ['^{$', 'is no regular expression'],
    ['^[z-a]$', 'is no regular expression'],
  ])('%s %s', (pattern, what) => {
    expect(unportable(pattern).map((objection) => objection.what)).toEqual([what])
  })
})
