import { distance } from 'fastest-levenshtein'

/** The candidate that a person most likely meant by a word, or undefined when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase()
  let best: string | undefined
  // A third of the letters may be wrong, but never all of them.
  let bestDistance = Math.min(Math.max(1, Math.floor(word.length / 3)) + 1, word.length)
  for (const candidate of candidates) {
    if (candidate === word) continue
    const swapsLetters = isSwap(lower, candidate.toLowerCase())
    const steps = swapsLetters ? 1 : distance(lower, candidate.toLowerCase())
    if (steps < bestDistance) [best, bestDistance] = [candidate, steps]
  }
  return best
}

/** `did you mean "x"?`, to be spread into a diagnostic: nothing when no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): { readonly fix?: string } {
  const candidate = nearest(word, candidates)
  return candidate === undefined ? {} : { fix: `did you mean "${candidate}"?` }
}

/** Two letters next to each other changed places: one slip of the fingers, though two edits. */
function isSwap(left: string, right: string): boolean {
  if (left.length !== right.length) return false
  const at = [...left].findIndex((letter, index) => letter !== right[index])
  return at >= 0 && left[at] === right[at + 1] && left[at + 1] === right[at] && left.slice(at + 2) === right.slice(at + 2)
}
