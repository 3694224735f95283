import { isAlias, isMap, isScalar, isSeq, parseDocument, type YAMLParseError } from 'yaml'
import type { Json, SourceFile } from '../model.ts'
import type { SyntaxEntry, SyntaxError, SyntaxNode, SyntaxTree } from './syntax-tree.ts'

/** Parses one YAML document (YAML 1.2, as editors read it) with the place of each node. */
export function parseYaml(file: SourceFile): SyntaxTree {
  const document = parseDocument(file.text, { prettyErrors: false, uniqueKeys: true, merge: true, logLevel: 'error' })
  // What follows the first error is mostly its consequence; of two in one place the one about lines says more.
  const [first] = document.errors
  const better = document.errors.find(({ code, pos }) => code === 'MULTILINE_IMPLICIT_KEY' && pos[0] === first?.pos[0])
  const error = better ?? first
  const errors = error ? [syntaxError(file, error)] : []
  const root = syntaxNode(document.contents, { start: 0, end: file.text.length })
  if (errors.length > 0) return { value: null, root, errors }
  try {
    // Text and back: aliases may make a value a part of itself, and keys need not be text.
    const value = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 1000 }) ?? null)) as Json
    return { value, root, errors }
  } catch {
    const span = { file: file.path, start: root.start, end: root.end }
    return { value: null, root, errors: [{ rule: 'yaml-syntax', message: 'an alias refers to what it is a part of, or there are too many of them', fix: 'write out what the alias stands for', span }] }
  }
}

function syntaxError({ path, text }: SourceFile, { code, message, pos }: YAMLParseError): SyntaxError {
  // What is missing at the end of the text is shown at its last character.
  const start = Math.max(0, Math.min(pos[0], text.length - 1))
  const end = Math.min(text.length, Math.max(pos[1], start + 1))
  if (code === 'DUPLICATE_KEY') {
    const key = /^(?:"[^"]*"|'[^']*'|[^:\s]+)/.exec(text.slice(start))?.[0] ?? ''
    return { rule: 'duplicate-key', message: `the key "${key}" appears twice in one map`, fix: 'keep one of the two', span: { file: path, start, end: start + Math.max(1, key.length) } }
  }
  const known = causes[code]
  const said = known ?? { message: message.replace(/\.$/, '').replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()) }
  return { rule: 'yaml-syntax', ...said, span: { file: path, start, end } }
}

/** Errors whose text speaks of the parser's affairs rather than the author's. */
const causes: { readonly [code: string]: { readonly message: string; readonly fix: string } | undefined } = {
  MULTILINE_IMPLICIT_KEY: { message: 'a value can\'t go on as a map in the next line', fix: 'indent the keys of one map by the same number of spaces' },
  BLOCK_AS_IMPLICIT_KEY: { message: 'a map can\'t begin in the line of another key', fix: 'put it into the next line, indented further' },
  BAD_INDENT: { message: 'the line is not indented as those of its map or list', fix: 'indent the keys of one map by the same number of spaces' },
  TAB_AS_INDENT: { message: 'a tab stands in the indentation', fix: 'indent with spaces' },
  MISSING_CHAR: { message: 'a quote, bracket or colon is missing here', fix: 'close what was opened, or put the text in quotes' },
}

function syntaxNode(node: unknown, outer: { readonly start: number; readonly end: number }): SyntaxNode {
  const range = (isScalar(node) || isMap(node) || isSeq(node) || isAlias(node)) && node.range ? node.range : undefined
  const place = range ? { start: range[0], end: range[1] } : { start: outer.start, end: outer.end }
  if (isSeq(node)) return { ...place, items: node.items.map((item) => syntaxNode(item, place)) }
  if (!isMap(node)) return place
  const entries = new Map<string, SyntaxEntry>()
  for (const { key, value } of node.items) {
    const keyPlace = syntaxNode(key, place)
    entries.set(isScalar(key) ? String(key.value) : '', { keyStart: keyPlace.start, keyEnd: keyPlace.end, value: syntaxNode(value, keyPlace) })
  }
  return { ...place, entries }
}
