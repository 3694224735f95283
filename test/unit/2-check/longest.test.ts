import { expect, test } from 'vitest'
import { longestMatch } from '../../../generator/regular-expression/longest.ts'

test.each([
  ['^$', 0],
  ['^[a-z]$', 1],
  ['^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$', 63],
  ['^(abc|[de]{5}|f?)$', 5],
  ['^(ab){3}\\.[^x]\\w$', 9],
  ['^a$|^bcd$', 3],
  ['^(|$)*$', 0],
  ['^a{0}b$', 1],
  ['^[a-z]*$', Infinity],
  ['^(a{2,}|b)$', Infinity],
  ['^[a-z]', Infinity],
  ['[a-z]$', Infinity],
  ['^(', Infinity],
])('what %s matches has at most %d characters', (pattern, length) => {
  expect(longestMatch(pattern)).toBe(length)
})
