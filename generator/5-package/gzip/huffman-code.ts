/**
 * The best prefix code whose words have at most `limit` bits, as the length of each symbol's word; 0 where a symbol does not occur.
 * It is found by the package-merge algorithm, in which ties are broken by the symbol's number.
 */
export function codeLengths(frequencies: readonly number[], limit: number): readonly number[] {
  const leaves = leavesOf(frequencies)
  let packages: readonly Package[] = leaves
  for (let level = 1; level < limit; level++) packages = merge(leaves, inPairs(packages))
  const lengths = new Array<number>(frequencies.length).fill(0)
  for (const { symbols } of packages.slice(0, 2 * leaves.length - 2)) {
    for (const symbol of symbols) lengths[symbol] = (lengths[symbol] ?? 0) + 1
  }
  return lengths
}

/** The canonical code of these lengths, each word with its bits reversed, as they are written the highest first. */
export function codes(lengths: readonly number[]): readonly number[] {
  const words = new Array<number>(lengths.length).fill(0)
  let word = 0
  for (let length = 1; length <= 15; length++) {
    for (const [symbol, symbolLength] of lengths.entries()) {
      if (symbolLength === length) words[symbol] = reversed(word++, length)
    }
    word <<= 1
  }
  return words
}

/** Some readers refuse a code with a single word, so there are always two. */
function leavesOf(frequencies: readonly number[]): readonly Package[] {
  const used = frequencies.map((weight, symbol) => ({ weight, symbols: [symbol] })).filter(({ weight }) => weight > 0)
  const isUsed = (symbol: number): boolean => used.some(({ symbols }) => symbols[0] === symbol)
  const added = [0, 1].filter((symbol) => !isUsed(symbol)).slice(0, Math.max(0, 2 - used.length))
  return [...used, ...added.map((symbol) => ({ weight: 1, symbols: [symbol] }))].sort((left, right) => left.weight - right.weight)
}

function inPairs(packages: readonly Package[]): readonly Package[] {
  const pairs: Package[] = []
  for (let index = 0; index + 1 < packages.length; index += 2) {
    const [left, right] = [packages[index], packages[index + 1]]
    if (left && right) pairs.push({ weight: left.weight + right.weight, symbols: [...left.symbols, ...right.symbols] })
  }
  return pairs
}

/** Sorting is stable, so leaves stand before packages of the same weight. */
function merge(leaves: readonly Package[], packages: readonly Package[]): readonly Package[] {
  return [...leaves, ...packages].sort((left, right) => left.weight - right.weight)
}

function reversed(word: number, length: number): number {
  let result = 0
  for (let bit = 0; bit < length; bit++) result |= ((word >>> bit) & 1) << (length - 1 - bit)
  return result
}

interface Package {
  readonly weight: number
  readonly symbols: readonly number[]
}
