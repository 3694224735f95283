import type { ChartIR, DocumentNode, Item, Manifest, Node, Pair, ScalarNode, SeqNode, TextNode, MapNode } from '../model.ts'
import { environmentOf } from './environment.ts'
import { alternativesOf, inBranch, membersOf, type Member, type Opaque, type Surroundings } from './members.ts'
import { knownText } from './known-text.ts'

/** Where a node stands. */
export interface Place extends Surroundings {
  readonly manifest: Manifest
  /** The document's kind, if it is written out. */
  readonly kind: string | undefined
  /** Keys from the document down, `*` for a computed key, `[]` for an item of a list. */
  readonly path: readonly string[]
  /** For each part of the path, how many of the conditions stand outside of it. */
  readonly outside: readonly number[]
  /** Within a block scalar that is a document of its own, which need not be one of Kubernetes. */
  readonly isEmbedded: boolean
}

export interface Visitor {
  readonly scalar?: (node: ScalarNode | TextNode, place: Place) => void
  readonly key?: (node: ScalarNode, place: Place) => void
  readonly opaque?: (node: Opaque, place: Place) => void
  /** A map with all its pairs, before they are visited. */
  readonly map?: (pairs: readonly Member<Pair | Opaque>[], place: Place, node: MapNode) => void
  readonly list?: (items: readonly Member<Item | Opaque>[], place: Place, node: SeqNode) => void
}

/** Visits every node that the chart's manifests may print, named templates seen through with the arguments that they get. */
export function walkManifests(ir: ChartIR, visitor: Visitor): void {
  const around: Surroundings = { environment: environmentOf(ir), conditions: [], loops: [] }
  for (const manifest of ir.manifests) {
    for (const branch of manifest.documents) {
      inBranch(branch, around, ({ node }: DocumentNode, surroundings) => {
        visit(node, { ...surroundings, manifest, kind: kindOf(node, surroundings), path: [], outside: [], isEmbedded: false }, visitor)
        return []
      })
    }
  }
}

function visit(node: Node, place: Place, visitor: Visitor): void {
  for (const { member, around } of alternativesOf(node, place)) {
    const here = { ...place, ...around }
    switch (member.kind) {
      case 'scalar':
      case 'text':
        visitor.scalar?.(member, here)
        break
      case 'whole':
        visitor.opaque?.({ kind: 'opaque', expression: member.expression, span: member.span }, here)
        break
      case 'map':
        visitPairs(membersOf(member.entries, here), here, visitor, member)
        break
      case 'seq':
        visitItems(membersOf(member.items, here), here, visitor, member)
        break
      case 'embedded':
        for (const branch of member.documents) inBranch(branch, here, (document: DocumentNode, surroundings) => {
          visit(document.node, { ...here, ...surroundings, isEmbedded: true }, visitor)
          return []
        })
    }
  }
}

function visitPairs(pairs: readonly Member<Pair | Opaque>[], place: Place, visitor: Visitor, node: MapNode): void {
  visitor.map?.(pairs, place, node)
  for (const { member, around } of pairs) {
    if (member.kind === 'opaque') {
      visitor.opaque?.(member, { ...place, ...around })
      continue
    }
    const name = knownText(member.key, around.environment) ?? '*'
    const inside = { ...place, ...around, path: [...place.path, name], outside: [...place.outside, around.conditions.length] }
    visitor.key?.(member.key, inside)
    visit(member.value, inside, visitor)
  }
}

function visitItems(items: readonly Member<Item | Opaque>[], place: Place, visitor: Visitor, node: SeqNode): void {
  visitor.list?.(items, place, node)
  for (const { member, around } of items) {
    const inside = { ...place, ...around, path: [...place.path, '[]'], outside: [...place.outside, around.conditions.length] }
    if (member.kind === 'opaque') visitor.opaque?.(member, inside)
    else visit(member.value, inside, visitor)
  }
}

function kindOf(node: Node, around: Surroundings): string | undefined {
  if (node.kind !== 'map') return undefined
  const pair = membersOf(node.entries, around).find(({ member }) => member.kind === 'pair' && member.key.literal === 'kind')
  return pair?.member.kind === 'pair' && pair.member.value.kind === 'scalar' ? knownText(pair.member.value, pair.around.environment) : undefined
}
