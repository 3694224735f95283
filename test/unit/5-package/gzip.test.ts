import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { check, constantFrom, property, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { gzip } from '../../../generator/5-package/gzip.ts'

/** Few different bytes make long matches, all of them make none. */
const bytes = constantFrom(1, 3, 255).chain((max) => uint8Array({ max, maxLength: 5000 }))

test('what zlib unpacks is what was packed', () => {
  const result = check(property(bytes, (input) => Buffer.from(gunzipSync(gzip(input))).equals(Buffer.from(input))), { numRuns: 300 })
  expect(result.counterexample).toBeNull()
})

test.for(['', 'a', 'ab', 'aaa', 'abc'.repeat(40_000), '\u0000'.repeat(70_000)])('the edge of %#', (text) => {
  expect(gunzipSync(gzip(Buffer.from(text))).toString()).toBe(text)
})

test('a match that reaches back over the whole window, and not over more', () => {
  const noise = Uint8Array.from({ length: 40_000 }, (_, index) => (Math.imul(index, 2654435761) >>> 13) & 255)
  for (const gap of [32_000, 32_767, 32_768, 32_769, 33_000]) {
    const input = Buffer.concat([noise.subarray(0, 300), noise.subarray(300, gap), noise.subarray(0, 300)])
    expect(gunzipSync(gzip(input)).equals(input)).toBe(true)
  }
})

test('text becomes about as small as zlib makes it at its best', () => {
  const input = readFileSync(new URL('../../../package-lock.json', import.meta.url))
  expect(gzip(input).length).toBeLessThan(gzipSync(input, { level: 9 }).length * 1.05)
})

test('the header says no time, and the bytes are these on every machine', () => {
  expect(Buffer.from(gzip(Buffer.from('Chartwright'))).toString('hex')).toBe(
    '1f8b080000000000000373ce482c2a292fca4ccf280100c4c2983f0b000000',
  )
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${(index * 7919) % 1000}\n`).join('')
  const hash = createHash('sha256').update(gzip(Buffer.from(lines))).digest('hex')
  expect(hash).toBe('6f24270bc306cc4f606ba74dbc2afcfc1f714a8b8b91fa29a2cba2b255e54885')
})
