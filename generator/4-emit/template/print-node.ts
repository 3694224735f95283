import type { Branch, DocumentNode, EmbeddedNode, Expr, Item, MapNode, Merge, Node, Pair, SeqNode, Spread, TextNode } from '../../model.ts'
import { schemaOf } from '../../schema/schema-of.ts'
import { typeOf } from '../../schema/type-of.ts'
import { capture } from './capture.ts'
import { printBranches, type Control } from './control.ts'
import type { Environment } from './environment.ts'
import { conditionText, expressionText, withoutParentheses } from './expression.ts'
import { blockText, isBlockSafe } from './print-text.ts'
import { withSpecTemplate } from './spec-template.ts'
import { scalarText, withoutActions } from './scalar.ts'

/** Lines at their true columns; `indent` is that of the node's entries. */
export function printNode(environment: Environment, node: Node, indent: number): readonly string[] {
  const pad = ' '.repeat(indent)
  switch (node.kind) {
    case 'map':
      return node.entries.length === 0 ? [`${pad}{}`] : printBranches(environment, node.entries, indent, (entry) => printEntry(environment, entry, indent), mapControl)
    case 'seq':
      return node.items.length === 0 ? [`${pad}[]`] : printBranches(environment, node.items, indent, (item) => printItem(environment, item, indent))
    case 'whole':
      return [`${pad}{{- ${wholeText(environment, node.expression)} | nindent ${indent} }}`]
    case 'scalar':
      return [`${pad}${inlineScalar(environment, node)}`]
    case 'choice':
      return printChoice(environment, node, indent, (inner) => printNode(environment, inner, indent))
    case 'text':
    case 'embedded':
      return [`${pad}${blockHead(environment, node, indent).head}`, ...blockHead(environment, node, indent).lines]
  }
}

function inlineScalar(environment: Environment, scalar: Node & { readonly kind: 'scalar' }): string {
  return scalarText(environment, scalar, (parts) => capture(environment, { kind: 'text', parts }))
}

/** `toYaml` of an object or list; what the user may write templates into goes through `tpl`. */
export function wholeText(environment: Environment, expression: Parameters<typeof expressionText>[1]): string {
  const text = expressionText(environment, expression)
  const operand = /[ |]/.test(text) ? `(${text})` : text
  const schema = schemaOf(expression)
  if (schema['x-template'] !== true) return `toYaml ${operand}`
  return typeOf(schema) === 'any' ? `tpl (ternary ${operand} (toYaml ${operand}) (kindIs "string" ${operand})) ${environment.root}` : `tpl (toYaml ${operand}) ${environment.root}`
}

function printEntry(environment: Environment, entry: Pair | Merge, indent: number): readonly string[] {
  const comments = commentLines(entry.comment, indent)
  if (entry.kind === 'merge') return [...comments, ...printMerge(environment, entry, indent)]
  const pad = ' '.repeat(indent)
  if (indent === 0 && entry.key.literal === 'spec' && environment.spec !== undefined) return [...comments, 'spec:', `  {{- ${withoutParentheses(environment.spec)} | nindent 2 }}`]
  const key = scalarText(environment, entry.key, (parts) => capture(environment, { kind: 'text', parts }))
  return [...comments, ...withKey(environment, `${pad}${key}:`, entry.value, indent, entry.key.literal)]
}

/** A value behind its key or dash: on the same line if it fits, else below. */
function withKey(environment: Environment, head: string, value: Node, indent: number, key?: unknown): readonly string[] {
  const inner = key === undefined ? environment : { ...environment, place: `${environment.place}.${String(key)}` }
  if ((value.kind === 'map' || value.kind === 'seq') && value.counted === true) return printCounted(inner, head, value, indent)
  switch (value.kind) {
    case 'scalar':
      return [`${head} ${inlineScalar(inner, value)}`]
    case 'map':
      return value.entries.length === 0 ? [`${head} {}`] : [head, ...printNode(inner, value, indent + 2)]
    case 'seq':
      return value.items.length === 0 ? [`${head} []`] : [head, ...printNode(inner, value, indent + 2)]
    case 'text':
    case 'embedded': {
      const block = blockHead(inner, value, indent)
      return [`${head} ${block.head}`, ...block.lines]
    }
    case 'choice':
      return inlineChoice(inner, head, value) ?? printChoice(inner, value, indent, (branch) => withKey(inner, head, branch, indent, undefined))
    case 'whole':
      return [head, ...printNode(inner, value, indent + 2)]
  }
}

function inlineChoice(environment: Environment, head: string, choice: Node & { readonly kind: 'choice' }): readonly string[] | undefined {
  if (choice.then.kind !== 'scalar' || choice.else.kind !== 'scalar') return undefined
  const line = `${head} {{ if ${conditionText(environment, choice.condition)} }}${inlineScalar(environment, choice.then)}{{ else }}${inlineScalar(environment, choice.else)}{{ end }}`
  return line.length <= 120 ? [line] : undefined
}

function printChoice(environment: Environment, choice: Node & { readonly kind: 'choice' }, indent: number, print: (node: Node) => readonly string[]): readonly string[] {
  const pad = ' '.repeat(indent)
  return [`${pad}{{- if ${conditionText(environment, choice.condition)} }}`, ...print(choice.then), `${pad}{{- else }}`, ...print(choice.else), `${pad}{{- end }}`]
}

/** `with` says in one line what `if` would say twice. */
const mapControl: Control<Pair | Merge> = (environment, branch, indent) => {
  const [pair] = branch.then
  if (branch.then.length !== 1 || branch.else.length > 0 || pair?.kind !== 'pair' || pair.key.literal === undefined || branch.binds !== undefined) return undefined
  const expression = soleExpression(pair.value)
  const condition = conditionText(environment, branch.condition)
  if (expression === undefined || conditionText(environment, expression) !== condition || schemaOf(expression)['x-template'] === true) return undefined
  const pad = ' '.repeat(indent)
  const key = scalarText(environment, pair.key, () => '')
  const isText = expression.kind === 'include'
  return [`${pad}{{- with ${condition}${isText && expression.beginsWithBlock ? ' | trim' : ''} }}`, ...commentLines(pair.comment, indent), `${pad}${key}:`, `${pad}  {{- ${isText ? '.' : 'toYaml .'} | nindent ${indent + 2} }}`, `${pad}{{- end }}`]
}

/** The expression that is all there is of a map or list. */
function soleExpression(value: Node): Expr | undefined {
  if (value.kind === 'whole') return value.expression
  const members = value.kind === 'map' ? value.entries : value.kind === 'seq' ? value.items : []
  const [only] = members
  return members.length === 1 && (only?.kind === 'merge' || only?.kind === 'spread') && only.comment === undefined ? only.expression : undefined
}

function printMerge(environment: Environment, merge: Merge | Spread, indent: number): readonly string[] {
  const pad = ' '.repeat(indent)
  const { expression } = merge
  const text = expressionText(environment, expression)
  if (expression.kind === 'include') {
    const trimmed = expression.beginsWithBlock ? `${text} | trim` : text
    if (!expression.mayBeEmpty) return [`${pad}{{- ${trimmed} | nindent ${indent} }}`]
    return [`${pad}{{- with ${trimmed} }}`, `${pad}{{- . | nindent ${indent} }}`, `${pad}{{- end }}`]
  }
  const isTemplate = schemaOf(expression)['x-template'] === true
  return [`${pad}{{- with ${text} }}`, `${pad}{{- ${isTemplate ? `tpl (toYaml .) ${environment.root}` : 'toYaml .'} | nindent ${indent} }}`, `${pad}{{- end }}`]
}

function printItem(environment: Environment, item: Item | Spread, indent: number): readonly string[] {
  const comments = commentLines(item.comment, indent)
  if (item.kind === 'spread') return [...comments, ...printMerge(environment, item, indent)]
  const pad = ' '.repeat(indent)
  if (item.value.kind !== 'map' || item.value.entries.length === 0 || item.value.counted === true) return [...comments, ...withKey(environment, `${pad}-`, item.value, indent)]
  const map = withPlainFirst(item.value)
  const lines = printNode(environment, map, indent + 2)
  const [first = '', ...rest] = lines
  const isPlain = map.entries[0]?.kind === 'pair' && map.entries[0].comment === undefined
  return isPlain ? [...comments, `${pad}- ${first.trimStart()}`, ...rest] : [...comments, `${pad}-`, ...lines]
}

/** An item begins with an entry that is always there, so that the dash has something to stand before. */
function withPlainFirst(map: MapNode): MapNode {
  const index = map.entries.findIndex((entry) => entry.kind === 'pair' && entry.comment === undefined)
  const plain = map.entries[index]
  if (index <= 0 || plain === undefined) return map
  return { ...map, entries: [plain, ...map.entries.slice(0, index), ...map.entries.slice(index + 1)] }
}

interface Block {
  readonly head: string
  readonly lines: readonly string[]
}

/** A block scalar, or where its text could break out of one, a quoted string from a named template. */
function blockHead(environment: Environment, node: TextNode | EmbeddedNode, indent: number): Block {
  if (node.kind === 'text') return isBlockSafe(node.parts) ? blockText(environment, node, indent + 2) : { head: `{{ ${withoutParentheses(capture(environment, { kind: 'text', parts: node.parts }))} | quote }}`, lines: [] }
  if (node.format === 'json') {
    const [document] = node.documents
    const inner: Node = document?.kind === 'document' ? document.node : { kind: 'map', entries: [], span: node.span }
    // JSON leaves U+0085 as it is, and YAML takes it for a line break.
    const parse = inner.kind === 'seq' ? 'fromYamlArray' : 'fromYaml'
    return { head: '|', lines: [`${' '.repeat(indent + 2)}{{- ${withoutParentheses(capture(environment, { kind: 'node', node: inner }))} | ${parse} | toPrettyJson | replace "\\u0085" "\\\\u0085" | nindent ${indent + 2} }}`] }
  }
  return { head: '|', lines: printDocuments(environment, node.documents, indent + 2) }
}

/** The documents of a file, with `---` between them; a single one needs none. */
export function printDocuments(environment: Environment, documents: readonly Branch<DocumentNode>[], indent: number): readonly string[] {
  const isSingle = documents.length === 1 && documents[0]?.kind !== 'each' && countPlain(documents) <= 1
  const pad = ' '.repeat(indent)
  return printBranches(environment, documents, indent, (document) => [...(isSingle ? [] : [`${pad}---`]), ...commentLines(document.comment, indent), ...printNode(indent === 0 ? withSpecTemplate(environment, document) : environment, document.node, indent)])
}

function countPlain(documents: readonly Branch<DocumentNode>[]): number {
  return documents.reduce((count, branch) => count + (branch.kind === 'document' ? 1 : branch.kind === 'each' ? 2 : Math.max(countPlain(branch.then), countPlain(branch.else))), 0)
}

/** Where conditions in a loop decide whether anything is printed, it is printed first, and the key only if there is something. */
function printCounted(environment: Environment, head: string, node: MapNode | SeqNode, indent: number): readonly string[] {
  const pad = ' '.repeat(indent)
  const text = capture(environment, { kind: 'node', node: { ...node, counted: false } })
  return [`${pad}{{- with ${withoutParentheses(text)} | trim }}`, head, `${pad}  {{- . | nindent ${indent + 2} }}`, `${pad}{{- end }}`]
}

export function commentLines(comment: string | undefined, indent: number): readonly string[] {
  if (comment === undefined) return []
  return comment.split('\n').map((line) => `${' '.repeat(indent)}#${withoutActions(line)}`)
}
