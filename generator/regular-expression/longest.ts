import type { AST } from '@eslint-community/regexpp'
import { isAnchored, parsePattern } from './alphabet.ts'

/** How many characters a string that matches the pattern can have at most; `Infinity` where nothing limits them. */
export function longestMatch(pattern: string): number {
  const alternatives = parsePattern(pattern)?.alternatives
  return alternatives?.every(isAnchored) === true ? longest(alternatives.map(ofAlternative)) : Infinity
}

function longest(lengths: readonly number[]): number {
  return Math.max(0, ...lengths)
}

function ofAlternative({ elements }: AST.Alternative): number {
  return elements.reduce((length, element) => length + ofElement(element), 0)
}

function ofElement(element: AST.Element): number {
  switch (element.type) {
    case 'Assertion': return 0
    case 'Quantifier': return timesOf(element.max, ofElement(element.element))
    case 'Group':
    case 'CapturingGroup': return longest(element.alternatives.map(ofAlternative))
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass': return 1
    // A set of strings, or what was matched before: nothing that RE2 knows.
    case 'ExpressionCharacterClass':
    case 'Backreference': return Infinity
  }
}

function timesOf(count: number, length: number): number {
  return length === 0 || count === 0 ? 0 : count * length
}
