import { isAlias, isCollection, isMap, isPair, isScalar, isSeq, parseAllDocuments, type Document, type Node as YamlNode, type Pair as YamlPair, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Branch, DocumentNode, Item, Merge, Node, Pair, SourceFile, Span, Spread } from '../model.ts'
import { sourceSpan, type Buffer } from './buffer.ts'
import { flowControls } from './flow-controls.ts'
import { cuts, nested, owned, stretchesOf, type Entry, type Stretch } from './nesting.ts'
import { withLeadingComment } from './leading-comment.ts'
import { buildScalar, endOfKey, keyOf, soleCondition } from './scalar.ts'
import { reportAt, type StageContext } from './stage-context.ts'
import { printPattern, readPrint, type Print, type Tape } from './tape.ts'
import { reportYamlErrors } from './yaml-errors.ts'

/** What the building of one staged text shares. */
export interface Building {
  readonly context: StageContext
  readonly tape: Tape
  readonly buffer: Buffer
  readonly file: SourceFile
  readonly stretches: readonly Stretch[]
  readonly document: Document
}

/** The documents of a staged manifest, each under the blocks that enclose it whole. */
export function buildDocuments(context: StageContext, tape: Tape, staged: Buffer, file: SourceFile): readonly Branch<DocumentNode>[] {
  const buffer = flowControls(staged)
  const documents = parse(context, buffer, tape, file)
  const stretches = stretchesOf(buffer.text)
  const entries: Entry<DocumentNode>[] = documents.flatMap((document) => {
    const contents = document.contents
    if (contents === null || isImplicitNull(contents)) return []
    const [start, end] = rangeOf(contents)
    const make = (): readonly DocumentNode[] => {
      const building: Building = { context, tape, buffer, file, stretches: stretches.filter((stretch) => !isOwned(stretch)), document }
      const comment = commentOf(building, document.commentBefore ?? undefined, contents.commentBefore ?? undefined)
      return [{ kind: 'document', node: build(building, contents), ...comment, span: spanOf(building, start, end) }]
    }
    return [{ start, end, make }]
  })
  const own = owned(entries, stretches)
  const isOwned = (stretch: Stretch): boolean => own.includes(stretch)
  return nested(tape, entries, own)
}

/** The one node of a fragment: the body of a named template. */
export function buildNode(context: StageContext, tape: Tape, staged: Buffer, file: SourceFile): Node | undefined {
  const buffer = flowControls(staged)
  const [document] = parse(context, buffer, tape, file)
  const contents = document?.contents
  if (document === undefined || contents === null || contents === undefined || isImplicitNull(contents)) return undefined
  return build({ context, tape, buffer, file, stretches: stretchesOf(buffer.text), document }, contents)
}

function parse(context: StageContext, buffer: Buffer, tape: Tape, file: SourceFile): readonly Document[] {
  const parsed = parseAllDocuments(buffer.text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
  const documents = 'empty' in parsed ? [] : parsed
  const errors = documents.flatMap((document) => document.errors)
  if (errors.length === 0) return documents
  reportYamlErrors(context, buffer, tape, file, errors)
  return []
}

export function build(building: Building, node: YamlNode, key?: string): Node {
  if (isMap(node)) return buildMap(building, node)
  if (isSeq(node)) return buildSeq(building, node)
  if (isScalar(node)) return buildScalar(building, node, key)
  const target = isAlias(node) ? node.resolve(building.document) : undefined
  return target === undefined ? { kind: 'map', entries: [], span: spanOf(building, ...rangeOf(node)) } : build(building, target)
}

function buildMap(building: Building, map: YAMLMap): Node {
  const entries = map.items.map((pair) => mapEntry(building, pair as YamlPair<YamlNode, YamlNode | null>))
  const [start, end] = rangeOf(map)
  const { own, inner } = divide(building, entries)
  const made = entries.map((entry) => ({ ...entry, make: () => entry.make(inner) }))
  return { kind: 'map', entries: nested(building.tape, made, own), ...commentOf(building, map.comment ?? undefined), span: spanOf(building, start, end) }
}

function mapEntry(building: Building, pair: YamlPair<YamlNode, YamlNode | null>): LateEntry<Pair | Merge> {
  const { key, value } = pair
  const [start, keyEnd] = rangeOf(key)
  const end = value === null || isImplicitNull(value) ? keyEnd : rangeOf(value)[1]
  const comment = commentOf(building, key.commentBefore ?? undefined, isScalar(value) ? (value.comment ?? undefined) : undefined)
  const span = spanOf(building, start, end)
  const make = (inner: Building): readonly Branch<Pair | Merge>[] => {
    const merge = soleprint(inner, key)
    if (merge?.form === 'merge') return [{ kind: 'merge', expression: merge.expression, ...comment, span: merge.span }]
    if (value === null || isImplicitNull(value)) return []
    const condition = isScalar(value) ? soleCondition(inner, value) : undefined
    const name = keyOf(inner, key)
    const made = (node: Node): Pair => ({ kind: 'pair', key: name, value: node, ...comment, span })
    if (condition !== undefined) return [{ kind: 'if', condition: condition.condition, then: [made(condition.then)], else: [], span: condition.span }]
    const below = isCollection(value) ? commentOf(inner, value.commentBefore ?? undefined) : {}
    return [made(withLeadingComment(build(inner, value, endOfKey(name)), below.comment))]
  }
  return { start, end, make }
}

function buildSeq(building: Building, seq: YAMLSeq): Node {
  const entries = seq.items.map((item) => seqItem(building, item as YamlNode))
  const [start, end] = rangeOf(seq)
  const { own, inner } = divide(building, entries)
  const made = entries.map((entry) => ({ ...entry, make: () => entry.make(inner) }))
  return { kind: 'seq', items: nested(building.tape, made, own), ...commentOf(building, seq.comment ?? undefined), span: spanOf(building, start, end) }
}

function seqItem(building: Building, item: YamlNode): LateEntry<Item | Spread> {
  const [start, end] = rangeOf(item)
  const span = spanOf(building, start, end)
  const comment = commentOf(building, item.commentBefore ?? undefined)
  const make = (inner: Building): readonly (Item | Spread)[] => {
    const spread = soleprint(inner, item)
    if (spread?.form === 'spread') return [{ kind: 'spread', expression: spread.expression, ...comment, span: spread.span }]
    if (isImplicitNull(item)) return []
    return [{ kind: 'item', value: build(inner, item), ...comment, span }]
  }
  return { start, end, make }
}

interface LateEntry<T> {
  readonly start: number
  readonly end: number
  readonly make: (inner: Building) => readonly Branch<T>[]
}

/** The blocks of this collection, and what is left for the collections below it. */
function divide<T>(building: Building, entries: readonly LateEntry<T>[]): { readonly own: readonly Stretch[]; readonly inner: Building } {
  const plain: readonly Entry<T>[] = entries.map((entry) => ({ ...entry, make: () => [] }))
  const own = owned(plain, building.stretches)
  for (const stretch of cuts(plain, building.stretches)) {
    const block = building.tape.blocks[stretch.block]
    if (block !== undefined) reportAt(building.context)('cut-node', block.span, 'this block cuts an entry in two', { why: 'it begins outside of a YAML entry and ends inside, or the other way round', fix: 'let it enclose whole entries, or stand within one value' })
  }
  return { own, inner: { ...building, stretches: building.stretches.filter((stretch) => !own.includes(stretch)) } }
}

/** The print that is all there is of a scalar. */
function soleprint(building: Building, node: YamlNode): Print | undefined {
  if (!isScalar(node) || typeof node.value !== 'string') return undefined
  const [match] = [...node.value.matchAll(printPattern)]
  return match !== undefined && match[0] === node.value.trim() ? readPrint(building.tape, match[0]) : undefined
}

/** `key:` with nothing behind it: what would have stood there is gone, so the key goes too. A written `null` has a source. */
function isImplicitNull(node: YamlNode): boolean {
  return isScalar(node) && node.value === null && (node.source === undefined || node.source === '')
}

/** From the first to the last character of content: the library counts comments behind a collection as part of it. */
function rangeOf(node: YamlNode): readonly [number, number] {
  return [node.range?.[0] ?? 0, endOf(node)]
}

function endOf(node: YamlNode): number {
  const own = node.range?.[1] ?? 0
  if (!(isMap(node) || isSeq(node)) || node.flow === true) return own
  const last = node.items.at(-1)
  if (last === undefined) return own
  if (!isPair(last)) return endOf(last as YamlNode)
  const { key, value } = last as YamlPair<YamlNode, YamlNode | null>
  return value === null || isImplicitNull(value) ? endOf(key) : endOf(value)
}

export function spanOf(building: Building, start: number, end: number): Span {
  return sourceSpan(building.buffer, start, end, { file: building.file.path, start: 0, end: 0 })
}

/** Comments of the source, without the control lines; an expression in a comment is shown by its path. */
function commentOf(building: Building, ...comments: readonly (string | undefined)[]): { readonly comment?: string } {
  const lines = comments.flatMap((comment) => (comment ?? '').split('\n')).filter((line) => line.trim() !== '' && !line.includes('\uE002'))
  const shown = lines.map((line) => line.replace(printPattern, (token) => describe(readPrint(building.tape, token))))
  return shown.length === 0 ? {} : { comment: shown.join('\n') }
}

function describe(print: Print): string {
  const { expression } = print
  if (expression.kind === 'literal') return String(expression.value)
  return expression.kind === 'path' ? [expression.root, ...expression.segments].join('.') : '…'
}
