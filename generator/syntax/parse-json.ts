import type { Json, SourceFile } from '../model.ts'
import type { SyntaxEntry, SyntaxError, SyntaxNode, SyntaxTree } from './syntax-tree.ts'

/** Parses JSON (RFC 8259) with the place of each node; the built-in parser gives no places and lets a key appear twice. */
export function parseJson(file: SourceFile): SyntaxTree {
  const { text } = file
  const errors: SyntaxError[] = []
  let offset = 0

  try {
    const [root, value] = parseValue()
    skipSpace()
    if (offset < text.length) fail('text follows the end of the JSON value')
    return { value, root, errors }
  } catch (error) {
    if (error !== stop) throw error
    return { value: null, root: { start: 0, end: text.length }, errors }
  }

  function parseValue(): [SyntaxNode, Json] {
    skipSpace()
    const start = offset
    const character = text[offset]
    if (character === '{') return parseObject(start)
    if (character === '[') return parseArray(start)
    if (character === '"') {
      const string = parseString()
      return [{ start, end: offset }, string]
    }
    literal.lastIndex = offset
    const match = literal.exec(text)
    if (!match) return fail(character === undefined ? 'the file ends where a value is expected' : `"${character}" stands where a value is expected`)
    offset += match[0].length
    return [{ start, end: offset }, JSON.parse(match[0]) as Json]
  }

  function parseObject(start: number): [SyntaxNode, Json] {
    const entries = new Map<string, SyntaxEntry>()
    const value: Record<string, Json> = {}
    offset += 1
    skipSpace()
    while (text[offset] !== '}') {
      const keyStart = offset
      if (text[offset] !== '"') fail(entries.size === 0 ? 'a key in double quotes or "}" is expected' : 'a key in double quotes is expected')
      const key = parseString()
      const keyEnd = offset
      expect(':')
      const [node, child] = parseValue()
      if (entries.has(key)) errors.push(duplicate(key, keyStart, keyEnd))
      entries.set(key, { keyStart, keyEnd, value: node })
      // A key named __proto__ must become an own property, as it does with JSON.parse.
      Object.defineProperty(value, key, { value: child, enumerable: true, configurable: true, writable: true })
      if (!separator('}')) break
    }
    expect('}')
    return [{ start, end: offset, entries }, value]
  }

  function parseArray(start: number): [SyntaxNode, Json] {
    const items: SyntaxNode[] = []
    const value: Json[] = []
    offset += 1
    skipSpace()
    while (text[offset] !== ']') {
      const [node, child] = parseValue()
      items.push(node)
      value.push(child)
      if (!separator(']')) break
    }
    expect(']')
    return [{ start, end: offset, items }, value]
  }

  function parseString(): string {
    quoted.lastIndex = offset
    const match = quoted.exec(text)
    if (!match) return fail('the string has no closing quote, or holds a bare control character or a wrong escape')
    offset += match[0].length
    return JSON.parse(match[0]) as string
  }

  function separator(closing: string): boolean {
    skipSpace()
    if (text[offset] !== ',') return false
    const comma = offset
    offset += 1
    skipSpace()
    if (text[offset] === closing) {
      offset = comma
      fail(`a comma stands before "${closing}"`, 'take it away')
    }
    return true
  }

  function expect(character: string): void {
    skipSpace()
    if (text[offset] !== character) fail(`${offset < text.length ? `"${text[offset]}" stands` : 'the file ends'} where "${character}" is expected`)
    offset += 1
  }

  function skipSpace(): void {
    for (let code = text.charCodeAt(offset); code === 32 || code === 10 || code === 13 || code === 9; code = text.charCodeAt(offset)) offset += 1
  }

  function fail(message: string, fix?: string): never {
    const start = Math.min(offset, Math.max(0, text.length - 1))
    errors.push({ rule: 'json-syntax', message, ...(fix && { fix }), span: { file: file.path, start, end: Math.min(start + 1, text.length) } })
    throw stop
  }

  function duplicate(key: string, start: number, end: number): SyntaxError {
    return { rule: 'duplicate-key', message: `the key "${key}" appears twice in one object`, fix: 'keep one of the two', span: { file: file.path, start, end } }
  }
}

const stop = Symbol('the text cannot be parsed further')
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const quoted = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
