import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Json, SourceFile } from '../model.ts'
import type { SyntaxEntry, SyntaxError, SyntaxNode, SyntaxTree } from './syntax-tree.ts'

/** Parses one YAML document (YAML 1.2, as editors read it) with the place of each node. */
export function parseYaml(file: SourceFile): SyntaxTree {
  const document = parseDocument(file.text, { prettyErrors: false, uniqueKeys: true, merge: true })
  const errors = document.errors.map((error): SyntaxError => ({
    ...(error.code === 'DUPLICATE_KEY' ? duplicateKey : { rule: 'yaml-syntax' as const, message: plainMessage(error.message) }),
    span: { file: file.path, start: error.pos[0], end: Math.max(error.pos[1], error.pos[0] + 1) },
  }))
  const root = syntaxNode(document.contents, { start: 0, end: file.text.length })
  const value = errors.length > 0 ? null : (document.toJS({ maxAliasCount: 1000 }) as Json)
  return { value, root, errors }
}

const duplicateKey = { rule: 'duplicate-key' as const, message: 'the key appears twice in one map', fix: 'keep one of the two' }

function plainMessage(message: string): string {
  const sentence = message.replace(/\.$/, '')
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
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
