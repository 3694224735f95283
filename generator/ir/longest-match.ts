import type { AST } from '@eslint-community/regexpp'
import { isAnchored, parsePattern } from '../regular-expression/alphabet.ts'

/** How many characters the longest string has that matches a pattern; Infinity where there is no end. */
export function longestMatch(pattern: string): number {
  const alternatives = parsePattern(pattern)?.alternatives
  if (alternatives === undefined || !alternatives.every(isAnchored)) return Infinity
  return longestOf(alternatives)
}

function longestOf(alternatives: readonly AST.Alternative[]): number {
  return Math.max(0, ...alternatives.map(({ elements }) => elements.reduce((sum, element) => sum + lengthOf(element), 0)))
}

function lengthOf(element: AST.Element): number {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return longestOf(element.alternatives)
    case 'Quantifier': {
      const once = lengthOf(element.element)
      return once === 0 ? 0 : once * element.max
    }
    case 'Assertion':
      return 0
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
      return 1
    default:
      return Infinity
  }
}
