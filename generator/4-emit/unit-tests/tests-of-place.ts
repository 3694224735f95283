import type { Branch, Expr, Json, Schema, TextPart } from '../../model.ts'
import { leafName } from '../schema/leaves.ts'
import { assign, at, settings, type Arrangement, type Assignment } from './arrangement.ts'
import { evaluate, holds, valuePath, type Bindings, type World } from './evaluate.ts'
import { expand, isEach, isIf } from './expand.ts'
import { segmentText, type Place } from './places.ts'
import { sample } from './sample.ts'
import { arrange, type Stage } from './satisfy.ts'

export interface UnitTest {
  readonly it: string
  readonly set: readonly Assignment[]
  readonly documentIndex: number | undefined
  readonly assertion: { readonly [name: string]: Json }
}

/** A value that a place reads. */
interface Source {
  readonly path: readonly string[]
  readonly schema: Schema
}

/** The tests of one place: each value that it reads is set and must arrive, each switch that decides on it is turned. */
export function testsOfPlace(stage: Stage, base: Arrangement, place: Place): readonly UnitTest[] {
  if (place.what.kind === 'toggle') return toggleTests(stage, base, place)
  const ready = arrange(stage, base, place.guards)
  if (ready === undefined) return []
  return sourcesOf(place).flatMap((source) => [
    ...arrivalTests(stage, ready, place, source),
    ...templateTests(stage, ready, place, source),
  ])
}

function arrivalTests(stage: Stage, ready: Arrangement, place: Place, source: Source): readonly UnitTest[] {
  const value = sample(stage.schema, source.schema, at(ready.values, source.path) ?? source.schema.default)
  if (value === undefined) return []
  const changed = stillReady(stage, assign(ready, source.path, value), place)
  if (changed === undefined || changed.assignments.at(-1)?.value !== value) return []
  const expected = printed(stage.worldOf(changed.values), place)
  const isTold = expected !== undefined && JSON.stringify(expected) !== JSON.stringify(printed(stage.worldOf(ready.values), place))
  const found = isTold ? expected : partly(place, source, value)
  if (found === undefined) return []
  const path = place.path(stage.worldOf(changed.values))
  const told = path === undefined ? undefined : assertion(place, path, found, isTold, value)
  return told === undefined ? [] : test(stage, changed, place, `${leafName(source.path)} arrives at ${path}`, told)
}

/** What a user may write as a template is rendered, and not printed as it stands. */
function templateTests(stage: Stage, ready: Arrangement, place: Place, source: Source): readonly UnitTest[] {
  const { schema } = source
  const isFree = schema['x-template'] === true && schema.type === 'string' && ['pattern', 'enum', 'format', 'maxLength'].every((keyword) => !(keyword in schema))
  if (!isFree || place.what.kind !== 'value' || onlyExpression(place)?.kind === 'call') return []
  const changed = stillReady(stage, assign(ready, source.path, '{{ .Release.Name }}-sample'), place)
  const path = changed && place.path(stage.worldOf(changed.values))
  if (changed === undefined || path === undefined || onlyExpression(place) === undefined) return []
  const rendered = `${String(stage.worldOf(changed.values).release['name'])}-sample`
  return test(stage, changed, place, `a template in ${leafName(source.path)} is rendered at ${path}`, { equal: { path, value: rendered } })
}

function toggleTests(stage: Stage, base: Arrangement, place: Place): readonly UnitTest[] {
  const guard = place.guards.at(-1)
  const on = arrange(stage, base, place.guards)
  if (on === undefined || guard?.kind !== 'condition') return []
  return switchesIn(guard.bindings, guard.condition).flatMap(({ path, schema }) => {
    const current = at(on.values, path) ?? schema.default ?? false
    const choices = schema.enum?.filter((choice) => choice !== null) ?? [true, false]
    const others = choices.filter((choice) => choice !== current).map((choice) => assign(on, path, choice))
    const off = others.find(({ values }) => isTurned(stage.worldOf(values), place))
    if (off === undefined) return []
    const shown = (arrangement: Arrangement): string => `${leafName(path)}: ${JSON.stringify(at(arrangement.values, path) ?? schema.default ?? null)}`
    return place.what.kind === 'toggle' && place.what.of === 'document'
      ? [...countTest(stage, on, place, shown(on)), ...countTest(stage, off, place, shown(off))]
      : [...entryTest(stage, on, place, shown(on), 'exists'), ...entryTest(stage, off, place, shown(off), 'notExists')]
  })
}

/** The last guard is the only one that does not hold. */
function isTurned(world: World, { guards }: Place): boolean {
  return guards.every((guard, index) => {
    if (guard.kind === 'entry') return true
    const isSo = holds(world, guard.bindings, guard.condition)
    return index === guards.length - 1 ? isSo === !guard.wanted : isSo === guard.wanted
  })
}

function countTest(stage: Stage, arrangement: Arrangement, { document }: Place, shown: string): readonly UnitTest[] {
  const count = document.count(stage.worldOf(arrangement.values))
  if (count === undefined) return []
  const it = `${shown} gives ${count === 1 ? '1 object' : `${count} objects`}`
  return [{ it, set: settings(arrangement), documentIndex: undefined, assertion: { hasDocuments: { count } } }]
}

function entryTest(stage: Stage, arrangement: Arrangement, place: Place, shown: string, how: 'exists' | 'notExists'): readonly UnitTest[] {
  const path = place.path(stage.worldOf(arrangement.values))
  return path === undefined ? [] : test(stage, arrangement, place, `${shown} ${how === 'exists' ? 'gives' : 'leaves out'} ${path}`, { [how]: { path } })
}

/** A test of a document's content; nothing when it can't be told which of the documents it is. */
function test(stage: Stage, arrangement: Arrangement, { document }: Place, it: string, assertion: UnitTest['assertion']): readonly UnitTest[] {
  const world = stage.worldOf(arrangement.values)
  const index = document.index(world)
  if (index === undefined) return []
  return [{ it, set: settings(arrangement), documentIndex: document.count(world) === 1 ? undefined : index, assertion }]
}

function stillReady(stage: Stage, arrangement: Arrangement, { guards }: Place): Arrangement | undefined {
  const world = stage.worldOf(arrangement.values)
  const isSo = guards.every((guard) => guard.kind === 'entry' || holds(world, guard.bindings, guard.condition) === guard.wanted)
  return isSo ? arrangement : undefined
}

/** What a place prints, where that is known without Helm. */
function printed(world: World, { what, bindings }: Place): Json | undefined {
  if (what.kind === 'toggle') return undefined
  if ('expression' in what) return evaluate(world, bindings, what.expression)
  const { node } = what
  if (node.kind === 'whole') return evaluate(world, bindings, node.expression)
  if (what.kind === 'text' && node.kind === 'text') return undefined
  const [part] = node.parts
  const isSingle = node.kind === 'scalar' && node.style === 'plain' && node.parts.length === 1 && part?.kind === 'part' && typeof part.value !== 'string'
  return isSingle ? evaluate(world, bindings, part.value as Expr) : text(world, bindings, node.parts)
}

function text(world: World, bindings: Bindings, parts: readonly Branch<TextPart>[]): string | undefined {
  const pieces = expand(world, bindings, parts)?.map(({ leaf, bindings: inner }) => {
    const value = typeof leaf.value === 'string' ? leaf.value : evaluate(world, inner, leaf.value)
    return value === undefined ? undefined : String(value)
  })
  return pieces === undefined || pieces.includes(undefined) ? undefined : pieces.join('')
}

/** A string that stands as it is in a longer text of which the rest is not known. */
function partly({ what, bindings }: Place, { path }: Source, value: Json): Json | undefined {
  if (!('node' in what) || what.node.kind === 'whole' || typeof value === 'object') return undefined
  const stands = what.node.parts.some((part) => part.kind === 'part' && typeof part.value !== 'string' && valuePath(bindings, part.value)?.join('/') === path.join('/'))
  return stands && what.node.parts.length > 1 ? value : undefined
}

function assertion({ what }: Place, path: string, found: Json, isWhole: boolean, value: Json): UnitTest['assertion'] | undefined {
  if (what.kind === 'items') return isItemOf(found, value) ? { contains: { path, content: (value as readonly Json[])[0]! } } : undefined
  if (what.kind === 'entries') {
    const entry = Object.entries(value as object)[0] as readonly [string, Json] | undefined
    const isThere = entry !== undefined && JSON.stringify(at(found, [entry[0]])) === JSON.stringify(entry[1])
    return isThere ? { equal: { path: `${path}${segmentText(entry[0], path === '')}`, value: entry[1] } } : undefined
  }
  if (what.kind === 'value' && isWhole) return { equal: { path, value: found } }
  const key = what.kind === 'text' && what.key !== undefined ? `"?${escape(what.key)}"?: *"?` : ''
  return { matchRegex: { path, pattern: `${key}${escape(String(found))}` } }
}

function isItemOf(list: Json, part: Json): boolean {
  const [item] = Array.isArray(part) ? (part as readonly Json[]) : []
  return item !== undefined && Array.isArray(list) && list.some((one) => JSON.stringify(one) === JSON.stringify(item))
}

function escape(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

function onlyExpression({ what }: Place): Expr | undefined {
  if (!('node' in what)) return undefined
  if (what.node.kind === 'whole') return what.node.expression
  const [part, ...more] = what.node.parts
  return part?.kind === 'part' && more.length === 0 && typeof part.value !== 'string' ? part.value : undefined
}

function sourcesOf({ what, bindings }: Place): readonly Source[] {
  if (what.kind === 'toggle') return []
  const expressions = 'expression' in what ? [what.expression] : what.node.kind === 'whole' ? [what.node.expression] : partExpressions(what.node.parts)
  const sources = expressions.flatMap((expression) => sourcesIn(bindings, expression))
  return sources.filter(({ path }, index) => sources.findIndex((other) => other.path.join('/') === path.join('/')) === index)
}

/** What a loop inside a text reads is bound nowhere else, so it is left out. */
function partExpressions(parts: readonly Branch<TextPart>[]): readonly Expr[] {
  return parts.flatMap((part): readonly Expr[] => {
    if (isIf(part)) return partExpressions([...part.then, ...part.else])
    if (isEach(part) || typeof part.value === 'string') return []
    return [part.value]
  })
}

function sourcesIn(bindings: Bindings, expression: Expr): readonly Source[] {
  if (expression.kind === 'call') return expression.arguments.flatMap((argument) => sourcesIn(bindings, argument))
  const path = valuePath(bindings, expression)
  return path !== undefined && (expression.kind === 'path' || expression.kind === 'variable') ? [{ path, schema: expression.schema }] : []
}

function switchesIn(bindings: Bindings, condition: Expr): readonly Source[] {
  return sourcesIn(bindings, condition).filter(({ schema }) => schema.type === 'boolean' || schema.enum !== undefined)
}
