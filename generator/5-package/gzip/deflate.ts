import { bitWriter, type BitWriter } from './bit-writer.ts'
import { codeLengths, codes } from './huffman-code.ts'
import { distanceOf, findMatches, isMatch, lengthOf } from './find-matches.ts'

/** Compresses by RFC 1951 with a Huffman code of its own for every block. */
export function deflate(input: Uint8Array): Uint8Array {
  const tokens = findMatches(input)
  const writer = bitWriter()
  for (let start = 0; start < tokens.length || start === 0; start += blockSize) {
    const isLast = start + blockSize >= tokens.length
    writeBlock(tokens.subarray(start, start + blockSize), isLast, writer)
  }
  return writer.finish()
}

function writeBlock(tokens: Uint32Array, isLast: boolean, writer: BitWriter): void {
  const literals = new Array<number>(286).fill(0)
  const distances = new Array<number>(30).fill(0)
  literals[endOfBlock] = 1
  for (const token of tokens) {
    if (isMatch(token)) {
      count(literals, lengthSymbol(lengthOf(token)))
      count(distances, distanceSymbol(distanceOf(token)))
    } else count(literals, token)
  }
  const literalLengths = codeLengths(literals, 15)
  const distanceLengths = codeLengths(distances, 15)
  writer.write(isLast ? 1 : 0, 1)
  writer.write(2, 2)
  writeHeader(literalLengths, distanceLengths, writer)
  writeTokens(tokens, literalLengths, distanceLengths, writer)
}

function writeTokens(tokens: Uint32Array, literalLengths: readonly number[], distanceLengths: readonly number[], writer: BitWriter): void {
  const literalCodes = codes(literalLengths)
  const distanceCodes = codes(distanceLengths)
  const writeLiteral = (symbol: number): void => writer.write(at(literalCodes, symbol), at(literalLengths, symbol))
  for (const token of tokens) {
    if (!isMatch(token)) {
      writeLiteral(token)
      continue
    }
    const length = lengthSymbol(lengthOf(token))
    writeLiteral(length)
    writer.write(lengthOf(token) - at(lengthBases, length - 257), at(lengthExtraBits, length - 257))
    const distance = distanceSymbol(distanceOf(token))
    writer.write(at(distanceCodes, distance), at(distanceLengths, distance))
    writer.write(distanceOf(token) - at(distanceBases, distance), at(distanceExtraBits, distance))
  }
  writeLiteral(endOfBlock)
}

/** The two codes, told by the lengths of their words, which are compressed by a third code. */
function writeHeader(literalLengths: readonly number[], distanceLengths: readonly number[], writer: BitWriter): void {
  const runs = runLengths([...literalLengths, ...distanceLengths])
  const frequencies = new Array<number>(19).fill(0)
  for (const run of runs) count(frequencies, run.symbol)
  const lengths = codeLengths(frequencies, 7)
  const words = codes(lengths)
  const told = headerOrder.findLastIndex((symbol) => at(lengths, symbol) > 0) + 1
  writer.write(literalLengths.length - 257, 5)
  writer.write(distanceLengths.length - 1, 5)
  writer.write(told - 4, 4)
  for (const symbol of headerOrder.slice(0, told)) writer.write(at(lengths, symbol), 3)
  for (const { symbol, extra, extraBits } of runs) {
    writer.write(at(words, symbol), at(lengths, symbol))
    writer.write(extra, extraBits)
  }
}

/** 0 to 15 stand for themselves, 16 repeats the one before, 17 and 18 are runs of zeros. */
function runLengths(lengths: readonly number[]): readonly Run[] {
  const runs: Run[] = []
  for (let index = 0; index < lengths.length; ) {
    const symbol = at(lengths, index)
    let end = index + 1
    while (end < lengths.length && lengths[end] === symbol) end++
    const same = end - index
    if (symbol === 0 && same >= 11) runs.push({ symbol: 18, extra: Math.min(same, 138) - 11, extraBits: 7 })
    else if (symbol === 0 && same >= 3) runs.push({ symbol: 17, extra: same - 3, extraBits: 3 })
    else runs.push({ symbol, extra: 0, extraBits: 0 })
    const isZeroRun = symbol === 0 && same >= 3
    index += isZeroRun ? Math.min(same, 138) : 1
    if (symbol === 0) continue
    while (end - index >= 3) {
      const repeated = Math.min(end - index, 6)
      runs.push({ symbol: 16, extra: repeated - 3, extraBits: 2 })
      index += repeated
    }
  }
  return runs
}

function count(frequencies: number[], symbol: number): void {
  frequencies[symbol] = at(frequencies, symbol) + 1
}

function lengthSymbol(length: number): number {
  return 257 + at(lengthIndex, length)
}

function distanceSymbol(distance: number): number {
  return at(distanceIndex, distance)
}

function at(numbers: ArrayLike<number>, index: number): number {
  const number = numbers[index]
  if (number === undefined) throw new Error(`deflate: nothing at ${index}`)
  return number
}

/** For every value up to `max`, the last base that is not above it. */
function indexOf(bases: readonly number[], max: number): Uint8Array {
  const index = new Uint8Array(max + 1)
  for (let value = 0, found = 0; value <= max; value++) {
    while (found + 1 < bases.length && at(bases, found + 1) <= value) found++
    index[value] = found
  }
  return index
}

interface Run {
  readonly symbol: number
  readonly extra: number
  readonly extraBits: number
}

const blockSize = 1 << 15
const endOfBlock = 256
/** RFC 1951, section 3.2.5. */
const lengthBases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
const lengthExtraBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const distanceExtraBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]
const distanceBases = distanceExtraBits.map((_, symbol) => distanceExtraBits.slice(0, symbol).reduce((sum, bits) => sum + 2 ** bits, 1))
const lengthIndex = indexOf(lengthBases, 258)
const distanceIndex = indexOf(distanceBases, 32768)
/** RFC 1951, section 3.2.7. */
const headerOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
