import { exclude, type Condition } from '../../ir/condition.ts'
import { expressionText } from '../../ir/expression-text.ts'
import { knownText } from '../../ir/known-text.ts'
import { alternativesOf, membersOf, type Member, type Opaque, type Surroundings } from '../../ir/members.ts'
import type { Place } from '../../ir/walk.ts'
import { positionAt } from '../../syntax/position.ts'
import type { Catalogue, Item, Node, Pair, Report, ScalarNode, Span } from '../../model.ts'
import type { IrRule } from '../rule-ir.ts'

/** A key of a map, or of a list that Kubernetes merges by keys, stands once: server-side apply refuses duplicates, and YAML takes the last one. */
export const duplicateKey: IrRule = ({ catalogue }, report) => ({
  map: (pairs, place) => {
    reportDuplicates(keysOf(pairs, place), 'key', catalogue, report)
    reportDuplicates(containersOf(pairs).flatMap(({ items, around }) => namesOf(items, { ...place, ...around }, ['name'])), 'name of a container', catalogue, report)
  },
  list: (items, place) => {
    if (place.isEmbedded) return
    for (const { fields, what } of listKeys(place)) reportDuplicates(namesOf(items, place, fields), what, catalogue, report)
  },
})

interface ListKey {
  readonly fields: readonly string[]
  readonly what: string
}

/** Lists of pods and Services that Kubernetes merges by keys; containers are held against init containers, so they are not here. */
const mergedLists: { readonly [list: string]: readonly ListKey[] } = {
  env: [{ fields: ['name'], what: 'name of a variable' }],
  hostAliases: [{ fields: ['ip'], what: 'address of a host alias' }],
  imagePullSecrets: [{ fields: ['name'], what: 'name of a pull secret' }],
  ports: [{ fields: ['name'], what: 'name of a port' }, { fields: ['containerPort', 'protocol'], what: 'port of a container' }],
  volumeDevices: [{ fields: ['devicePath'], what: 'path of a device' }],
  volumeMounts: [{ fields: ['mountPath'], what: 'path of a mount' }],
  volumes: [{ fields: ['name'], what: 'name of a volume' }],
}

function listKeys({ path, kind }: Place): readonly ListKey[] {
  const isServicePorts = kind === 'Service' && path.join('.') === 'spec.ports'
  if (isServicePorts) return [{ fields: ['name'], what: 'name of a port' }, { fields: ['port', 'protocol'], what: 'port of a Service' }]
  const list = path.at(-1) ?? ''
  return Object.hasOwn(mergedLists, list) ? (mergedLists[list] ?? []) : []
}

/** A name that may be printed, under some conditions. */
interface Printed {
  readonly id: string
  readonly shown: string
  readonly conditions: readonly Condition[]
  readonly isRepeated: boolean
  readonly span: Span
}

function reportDuplicates(names: readonly Printed[], what: string, catalogue: Catalogue, report: Report): void {
  const firsts: Printed[] = []
  for (const name of names) {
    const say = (message: string, why: string, fix: string): void => report({ rule: 'duplicate-key', severity: 'error', message: `the ${what} ${name.shown} ${message}`, why, fix, span: name.span })
    const first = firsts.find((other) => other.id === name.id && !exclude(other.conditions, name.conditions))
    if (first !== undefined) say(`stands in ${shownPlace(first.span, catalogue)} already`, 'both can be printed together: server-side apply refuses that, and other tools silently take the last one', 'remove one of them, or let their conditions exclude each other')
    else if (name.isRepeated) say('can stand twice', 'it is in a loop and does not change from entry to entry', 'make it from the key of the loop, or take it out of the loop')
    firsts.push(name)
  }
}

function shownPlace({ file, start }: Span, { files }: Catalogue): string {
  return `${file}:${positionAt(files[file]?.text ?? '', start).line}`
}

function keysOf(pairs: readonly Member<Pair | Opaque>[], place: Surroundings): readonly Printed[] {
  return pairs.flatMap(({ member, around }) => (member.kind === 'pair' ? printedOf(member.key, around, place) : []))
}

function containersOf(pairs: readonly Member<Pair | Opaque>[]): readonly { readonly items: readonly Member<Item | Opaque>[]; readonly around: Surroundings }[] {
  return pairs.flatMap(({ member, around }) => {
    const isList = member.kind === 'pair' && ['containers', 'initContainers'].includes(String(member.key.literal))
    return isList ? alternativesOf(member.value, around).flatMap(({ member: list, around: inside }) => (list.kind === 'seq' ? [{ items: membersOf(list.items, inside), around: { ...around, conditions: around.conditions } }] : [])) : []
  })
}

/** The names of a list's items: the values of some fields together. */
function namesOf(items: readonly Member<Item | Opaque>[], list: Surroundings, fields: readonly string[]): readonly Printed[] {
  return items.flatMap(({ member, around }) => {
    if (member.kind === 'opaque') return []
    const [first = [], ...others] = fields.map((field) => fieldOf(member.value, field, around, list))
    return others.reduce(combined, first)
  })
}

function fieldOf(node: Node, field: string, around: Surroundings, list: Surroundings): readonly Printed[] {
  return alternativesOf(node, around).flatMap(({ member: map, around: inItem }) => {
    const pairs = map.kind === 'map' ? membersOf(map.entries, inItem) : []
    const found = pairs.flatMap(({ member, around: inPair }) => (member.kind === 'pair' && member.key.literal === field ? scalarsOf(member.value, inPair).flatMap(({ scalar, around: inScalar }) => printedOf(scalar, inScalar, list)) : []))
    const isTcp = field === 'protocol' && found.length === 0
    return isTcp ? [{ id: '=TCP', shown: '"TCP"', conditions: [], isRepeated: true, span: map.span }] : found
  })
}

function combined(left: readonly Printed[], right: readonly Printed[]): readonly Printed[] {
  return left.flatMap((one) => right.map((other) => ({ ...one, id: `${one.id} ${other.id}`, shown: `${one.shown} (${other.shown.replaceAll('"', '')})`, conditions: [...one.conditions, ...other.conditions], isRepeated: one.isRepeated && other.isRepeated })))
}

function scalarsOf(node: Node, around: Surroundings): readonly { readonly scalar: ScalarNode; readonly around: Surroundings }[] {
  return alternativesOf(node, around).flatMap(({ member, around: inside }) => (member.kind === 'scalar' ? [{ scalar: member, around: inside }] : []))
}

function printedOf(scalar: ScalarNode, around: Surroundings, outer: Surroundings): readonly Printed[] {
  const conditions = around.conditions
  const known = knownText(scalar, around.environment)
  if (known !== undefined) return [{ id: `=${known}`, shown: `"${known}"`, conditions, isRepeated: around.loops.length > outer.loops.length, span: scalar.span }]
  const [part] = scalar.parts
  if (scalar.parts.length !== 1 || part?.kind !== 'part' || typeof part.value === 'string') return []
  const text = expressionText(part.value, around.environment)
  const loops = around.loops.slice(outer.loops.length)
  // What changes from entry to entry can't be held against anything.
  if (loops.length > 0) return []
  return [{ id: `~${text}`, shown: `"{{${text.replace(/^\((.*)\)$/, '$1')}}}"`, conditions, isRepeated: false, span: scalar.span }]
}
