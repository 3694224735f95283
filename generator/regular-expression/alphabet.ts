import { RegExpParser, type AST } from '@eslint-community/regexpp'

/** Code points from the first to the last, both counted in. */
export type Range = readonly [first: number, last: number]

/** Is it certain that no string that matches the pattern holds one of these code points? */
export function patternExcludes(pattern: string, codePoints: readonly Range[]): boolean {
  return !alphabet(pattern).some(([first, last]) => codePoints.some(([from, to]) => first <= to && from <= last))
}

/**
 * The code points that can occur in a string that matches the pattern, in order and without overlap. It may name too many, never too few:
 * a pattern that is not anchored at both ends lets everything through, and where RE2 and ECMAScript differ both meanings are counted in.
 */
export function alphabet(pattern: string): readonly Range[] {
  const known = alphabets.get(pattern)
  if (known) return known
  const alternatives = parsePattern(pattern)?.alternatives
  const ranges = alternatives && alternatives.every(isAnchored) ? normalize(alternatives.flatMap(ofAlternative)) : everything
  alphabets.set(pattern, ranges)
  return ranges
}

/** The pattern's syntax tree, as ECMAScript with the flag `u` reads it; undefined when it can't. */
export function parsePattern(pattern: string): AST.Pattern | undefined {
  if (!trees.has(pattern)) trees.set(pattern, parsed(pattern))
  return trees.get(pattern)
}

function parsed(pattern: string): AST.Pattern | undefined {
  try {
    return new RegExpParser({ ecmaVersion: 2024 }).parsePattern(pattern, 0, pattern.length, { unicode: true })
  } catch {
    return undefined
  }
}

/** The same pattern stands at many values of many charts. */
const trees = new Map<string, AST.Pattern | undefined>()
const alphabets = new Map<string, readonly Range[]>()

const everything: readonly Range[] = [[0, 0x10ffff]]
const digits: readonly Range[] = [[0x30, 0x39]]
const word: readonly Range[] = [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]]
const lineFeed: readonly Range[] = [[0x0a, 0x0a]]
/** White space as RE2 has it, and as ECMAScript has it, which is more. */
const fewSpaces: readonly Range[] = [[0x09, 0x0a], [0x0c, 0x0d], [0x20, 0x20]]
const manySpaces: readonly Range[] = [[0x09, 0x0d], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029], [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000], [0xfeff, 0xfeff]]

export function isAnchored({ elements }: AST.Alternative): boolean {
  const [first] = elements
  const last = elements.at(-1)
  const isWholeGroup = elements.length === 1 && (first?.type === 'Group' || first?.type === 'CapturingGroup')
  if (isWholeGroup) return first.alternatives.every(isAnchored)
  return isEdge(first, 'start') && isEdge(last, 'end')
}

function isEdge(element: AST.Element | undefined, kind: 'start' | 'end'): boolean {
  return element?.type === 'Assertion' && element.kind === kind
}

function ofAlternative({ elements }: AST.Alternative): readonly Range[] {
  return elements.flatMap(ofElement)
}

function ofElement(element: AST.Element): readonly Range[] {
  switch (element.type) {
    case 'Assertion': return []
    case 'Quantifier': return element.max === 0 ? [] : ofElement(element.element)
    case 'Group':
    case 'CapturingGroup': return element.alternatives.flatMap(ofAlternative)
    case 'Character': return [[element.value, element.value]]
    case 'CharacterSet': return ofSet(element)
    case 'CharacterClass': return ofClass(element)
    case 'ExpressionCharacterClass': return everything
    // What was matched before adds no new character.
    case 'Backreference': return []
  }
}

function ofSet(set: AST.CharacterSet): readonly Range[] {
  switch (set.kind) {
    case 'any': return complement(lineFeed)
    case 'digit': return set.negate ? complement(digits) : digits
    case 'word': return set.negate ? complement(word) : word
    case 'space': return set.negate ? complement(fewSpaces) : manySpaces
    case 'property': return everything
  }
}

function ofClass(characters: AST.CharacterClass): readonly Range[] {
  if (!characters.negate) return characters.elements.flatMap((element) => ofClassElement(element, ofSet))
  // What a negated class leaves out must be counted too small rather than too large.
  return complement(characters.elements.flatMap((element) => ofClassElement(element, surelyOfSet)))
}

function ofClassElement(element: AST.CharacterClassElement, setRanges: (set: AST.CharacterSet) => readonly Range[]): readonly Range[] {
  switch (element.type) {
    case 'Character': return [[element.value, element.value]]
    case 'CharacterClassRange': return [[element.min.value, element.max.value]]
    case 'CharacterSet': return setRanges(element)
    default: return setRanges === ofSet ? everything : []
  }
}

function surelyOfSet(set: AST.CharacterSet): readonly Range[] {
  if (set.kind === 'space') return set.negate ? complement(manySpaces) : fewSpaces
  return set.kind === 'property' ? [] : ofSet(set)
}

function complement(ranges: readonly Range[]): readonly Range[] {
  const gaps: Range[] = []
  let next = 0
  for (const [first, last] of normalize(ranges)) {
    if (first > next) gaps.push([next, first - 1])
    next = last + 1
  }
  return next <= 0x10ffff ? [...gaps, [next, 0x10ffff]] : gaps
}

function normalize(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = []
  for (const range of [...ranges].sort(([left], [right]) => left - right)) {
    const previous = joined.at(-1)
    const touches = previous !== undefined && range[0] <= previous[1] + 1
    if (touches) joined[joined.length - 1] = [previous[0], Math.max(previous[1], range[1])]
    else joined.push(range)
  }
  return joined
}
