/**
 * The input as literals and matches (LZ77). A match that begins one byte later and is longer wins over the one at hand.
 * A literal is its byte; a match holds its length above 16 bits of distance, which is never below 3 × 65536.
 */
export function findMatches(input: Uint8Array): Uint32Array {
  const tokens = new Uint32Array(input.length)
  const finder = matchFinder(input)
  let length = 0
  for (let position = 0; position < input.length; ) {
    const match = finder.longest(position)
    if (match === 0) {
      tokens[length++] = input[position++] ?? 0
      continue
    }
    const isWorthWaiting = lengthOf(match) < lazyLimit
    if (isWorthWaiting && lengthOf(finder.longest(position + 1)) > lengthOf(match)) {
      tokens[length++] = input[position++] ?? 0
      continue
    }
    tokens[length++] = match
    position += lengthOf(match)
  }
  return tokens.subarray(0, length)
}

export function isMatch(token: number): boolean {
  return token > 255
}

export function lengthOf(match: number): number {
  return match >>> 16
}

export function distanceOf(match: number): number {
  return match & 0xffff
}

/** Places with the same three bytes are chained, the newest first; the chain grows as positions are asked for. */
function matchFinder(input: Uint8Array): { readonly longest: (position: number) => number } {
  const newest = new Int32Array(1 << hashBits).fill(-1)
  const older = new Int32Array(input.length)
  let next = 0
  const byte = (position: number): number => input[position] ?? 0
  const hash = (position: number): number =>
    Math.imul(byte(position) | (byte(position + 1) << 8) | (byte(position + 2) << 16), 0x9e3779b1) >>> (32 - hashBits)
  const chainUpTo = (position: number): void => {
    for (; next < position; next++) {
      const place = hash(next)
      older[next] = newest[place] ?? -1
      newest[place] = next
    }
  }
  return {
    longest: (position) => {
      chainUpTo(position)
      const limit = Math.min(maxLength, input.length - position)
      let best = minLength - 1
      let distance = 0
      let candidate = limit < minLength ? -1 : (newest[hash(position)] ?? -1)
      for (let steps = 0; candidate >= 0 && position - candidate <= windowSize && steps < maxSteps; steps++) {
        if (input[candidate + best] === input[position + best]) {
          let length = 0
          while (length < limit && input[candidate + length] === input[position + length]) length++
          if (length > best) {
            best = length
            distance = position - candidate
            if (length === limit) break
          }
        }
        candidate = older[candidate] ?? -1
      }
      return distance === 0 ? 0 : best * 65536 + distance
    },
  }
}

const hashBits = 16
const minLength = 3
const maxLength = 258
/** One less than deflate's window, so that a distance fits into 15 bits. */
const windowSize = 32767
/** How many places are tried before the best of them is taken. */
const maxSteps = 256
const lazyLimit = 64
