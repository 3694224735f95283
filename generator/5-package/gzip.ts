import { gzipSync } from 'fflate'

/**
 * A gzip file (RFC 1952) whose bytes depend on the input alone: fflate is plain JavaScript, while zlib's output changes with its
 * version and with the instructions of the processor. The time in the header is left out.
 */
export function gzip(input: Uint8Array): Uint8Array {
  return gzipSync(input, { level: 6, mtime: 0 })
}
