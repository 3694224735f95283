import { visitRegExpAST, type AST } from '@eslint-community/regexpp'
import { isAnchored, parsePattern } from './alphabet.ts'

/** Why a pattern is refused, to be read after "the pattern of x …". */
export interface Objection {
  readonly what: string
  readonly fix: string
}

/** What keeps a pattern from meaning the same to RE2 (github.com/google/re2/wiki/Syntax) and to ECMAScript; empty when nothing does. */
export function unportable(pattern: string): readonly Objection[] {
  const tree = parsePattern(pattern)
  if (!tree) return [{ what: 'is no regular expression', fix: 'mind brackets and backslashes: only characters with a meaning are escaped' }]
  const found = new Map<string, Objection>()
  const object = (what: string, fix: string): void => void found.set(what, { what, fix })

  if (!tree.alternatives.every(isAnchored)) object('is not anchored', 'begin it with "^" and end it with "$"')
  visitRegExpAST(tree, {
    onAssertionEnter(assertion) {
      if (assertion.kind === 'lookahead' || assertion.kind === 'lookbehind') object('looks around', 'RE2 can\'t: list what is allowed, or test it in "checks.hbs"')
      if (assertion.kind === 'word') object(`uses "${assertion.raw}"`, 'say which characters may follow')
    },
    onBackreferenceEnter: () => object('refers back to a group', 'RE2 can\'t: list what is allowed'),
    onCapturingGroupEnter(group) {
      if (group.name !== null) object('names a group', 'write "(…)" without a name')
    },
    onCharacterSetEnter(set) {
      if (set.kind === 'any') object('uses "."', 'ECMAScript leaves out more line ends than RE2: write "[^\\\\n]", or better what is allowed')
      if (set.kind === 'space') object(`uses "${set.raw}"`, 'RE2 and ECMAScript disagree on what space is: write "[ \\\\t\\\\n]"')
      const isCategory = set.kind === 'property' && /^\\p\{[A-Z][a-z]?\}$/i.test(set.raw)
      if (set.kind === 'property' && !isCategory) object(`uses "${set.raw}"`, 'only general categories such as "\\\\p{L}" are known to both')
    },
    onCharacterEnter({ raw }) {
      if (/^\\[ucb]/.test(raw)) object(`writes a character as "${raw}"`, 'write the character itself, or "\\\\x" and two hexadecimal digits')
    },
    onCharacterClassEnter({ raw, elements }) {
      if (elements.length === 0) object(`has an empty class "${raw}"`, 'list at least one character')
      if (raw.includes('[:')) object(`has "[:" in a class`, 'RE2 takes it for a named class: write "\\\\[" there')
    },
    onQuantifierEnter(quantifier) {
      if (repetitions(quantifier) > 1000) object('repeats more than 1000 times', 'RE2 refuses that: use "maxLength"')
    },
  })
  return [...found.values()]
}

/** How often a part can be repeated by the counts round it and its own; RE2 multiplies nested ones, and lets "*" and "+" count once. */
function repetitions(quantifier: AST.Quantifier): number {
  let product = 1
  for (let node: AST.Node | null = quantifier as AST.Node; node; node = node.parent) {
    if (node.type === 'Quantifier') product *= Math.max(1, node.max === Infinity ? node.min : node.max)
  }
  return product
}
