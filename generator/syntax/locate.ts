import type { Catalogue, SourceFile, Span } from '../model.ts'
import { syntaxTree, type SyntaxEntry, type SyntaxNode } from './syntax-tree.ts'

export type Pointer = readonly (string | number)[]

/** The place of a node of a JSON or YAML file: of its key if it has one, else of its text. A part that is not there gives the part above. */
export function locate(file: SourceFile, pointer: Pointer): Span {
  const { entry, node } = find(file, pointer)
  return entry ? { file: file.path, start: entry.keyStart, end: entry.keyEnd } : spanOf(file, node)
}

/** The place of the value, not of its key. */
export function locateValue(file: SourceFile, pointer: Pointer): Span {
  return spanOf(file, find(file, pointer).node)
}

/** The place that a schema's `x-at` names, or of a keyword below it. */
export function locateAt(catalogue: Pick<Catalogue, 'files'>, at: string, ...below: Pointer): Span {
  const [path, pointer] = splitAt(at)
  const file = catalogue.files[path]
  return file ? locate(file, [...pointer, ...below]) : { file: path, start: 0, end: 0 }
}

/** As `locateAt`, but the place of the value, not of its key. */
export function locateValueAt(catalogue: Pick<Catalogue, 'files'>, at: string): Span {
  const [path, pointer] = splitAt(at)
  const file = catalogue.files[path]
  return file ? locateValue(file, pointer) : { file: path, start: 0, end: 0 }
}

/** Splits `schemas/a.schema.json#/properties/b` into the file and the pointer's parts (RFC 6901). */
export function splitAt(at: string): [file: string, pointer: string[]] {
  // A property's name may have a "#" in it, a schema's file has none.
  const hash = at.indexOf('#')
  if (hash < 0) return [at, []]
  return [at.slice(0, hash), parsePointer(at.slice(hash + 1))]
}

export function parsePointer(pointer: string): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function pointerPart(part: string | number): string {
  return `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

interface Found {
  readonly entry: SyntaxEntry | undefined
  readonly node: SyntaxNode
}

function find(file: SourceFile, pointer: Pointer): Found {
  let found: Found = { entry: undefined, node: syntaxTree(file).root }
  for (const part of pointer) {
    const entry = found.node.entries?.get(String(part))
    const item = found.node.items?.[Number(part)]
    if (entry) found = { entry, node: entry.value }
    else if (item) found = { entry: undefined, node: item }
    else return found
  }
  return found
}

function spanOf(file: SourceFile, { start, end }: SyntaxNode): Span {
  return { file: file.path, start, end }
}
