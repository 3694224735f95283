import type { Json, SourceFile, Span } from '../model.ts'
import { parseJson } from './parse-json.ts'
import { parseYaml } from './parse-yaml.ts'

/** A node of a JSON or YAML file with the offsets of its text. */
export interface SyntaxNode {
  readonly start: number
  readonly end: number
  readonly entries?: ReadonlyMap<string, SyntaxEntry>
  readonly items?: readonly SyntaxNode[]
}

export interface SyntaxEntry {
  readonly keyStart: number
  readonly keyEnd: number
  readonly value: SyntaxNode
}

export interface SyntaxError {
  readonly rule: 'json-syntax' | 'yaml-syntax' | 'duplicate-key'
  readonly message: string
  readonly fix?: string
  readonly span: Span
}

export interface SyntaxTree {
  readonly value: Json
  readonly root: SyntaxNode
  readonly errors: readonly SyntaxError[]
}

/** The parsed text of a JSON or YAML file. A file is parsed once, however often it is asked for. */
export function syntaxTree(file: SourceFile): SyntaxTree {
  const known = trees.get(file)
  if (known) return known
  const tree = file.path.endsWith('.json') ? parseJson(file) : parseYaml(file)
  trees.set(file, tree)
  return tree
}

/** A memory of a pure function, so that the same file object need not be parsed for its value and again for its places. */
const trees = new WeakMap<SourceFile, SyntaxTree>()
