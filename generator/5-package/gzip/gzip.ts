import { crc32 } from 'node:zlib'
import { deflate } from './deflate.ts'

/**
 * A gzip file (RFC 1952) whose bytes depend on the input alone: no time, no name, operating system "unknown".
 * The compression is our own, because zlib's output changes with its version and with the instructions of the processor.
 */
export function gzip(input: Uint8Array): Uint8Array {
  const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255)
  const body = deflate(input)
  const file = new Uint8Array(header.length + body.length + 8)
  file.set(header)
  file.set(body, header.length)
  const trailer = new DataView(file.buffer, header.length + body.length)
  trailer.setUint32(0, crc32(input), true)
  trailer.setUint32(4, input.length % 2 ** 32, true)
  return file
}
