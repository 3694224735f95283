import { leafName } from '../schema/leaves.ts'
import { assign, at, type Arrangement } from './arrangement.ts'
import { holds, type World } from './evaluate.ts'
import type { Place } from './places.ts'
import { arrange, type Stage } from './satisfy.ts'
import { switchesIn, type Source } from './sources.ts'
import { inDocument, isThere, unitTest, type Assertion, type UnitTest } from './unit-test.ts'

/** Each boolean or choice that decides on a document or an entry is turned: it must be there, and then be gone. */
export function switchTests(stage: Stage, base: Arrangement, place: Place): readonly UnitTest[] {
  const guard = place.guards.at(-1)
  if (place.what.kind !== 'toggle' || guard?.kind !== 'condition') return []
  const switches = switchesIn(stage, guard.bindings, guard.condition)
  const on = switches.length === 0 ? undefined : arrange(stage, base, place.guards)
  return on === undefined ? [] : switches.flatMap((source) => turned(stage, on, place, source))
}

function turned(stage: Stage, on: Arrangement, place: Place, { path, schema }: Source): readonly UnitTest[] {
  const current = at(on.values, path) ?? schema.default ?? false
  const choices = schema.enum?.filter((choice) => choice !== null) ?? [true, false]
  const others = choices.filter((choice) => choice !== current).map((choice) => assign(on, path, choice))
  const off = others.find(({ values }) => isTurned(stage.worldOf(values), place))
  if (off === undefined) return []
  return [...check(stage, on, place, path, true), ...check(stage, off, place, path, false)]
}

/** Two switches are never off in one run: if the chart mixed them up, that would not show. */
function check(stage: Stage, arrangement: Arrangement, place: Place, path: readonly string[], isOn: boolean): readonly UnitTest[] {
  const under = (world: World): Assertion | undefined => ((isOn ? isThere(world, place) : isTurned(world, place)) ? assertionOf(world, place, isOn) : undefined)
  const setting = `${leafName(path)}: ${JSON.stringify(at(arrangement.values, path) ?? null)}`
  return unitTest(stage, arrangement, under, (assertion) => `${setting} ${effect(assertion)}`, isOn ? undefined : 'nothing')
}

function assertionOf(world: World, place: Place, isOn: boolean): Assertion | undefined {
  if (place.what.kind === 'toggle' && place.what.of === 'document') {
    const count = place.document.count(world)
    return count === undefined ? undefined : { hasDocuments: { count } }
  }
  const path = place.path(world)
  return path === undefined ? undefined : inDocument(world, place, { [isOn ? 'exists' : 'notExists']: { path } })
}

function effect({ hasDocuments, exists, notExists }: Assertion): string {
  const { count, path } = (hasDocuments ?? exists ?? notExists) as { readonly count?: number; readonly path?: string }
  if (count !== undefined) return `gives ${count === 1 ? '1 object' : `${count} objects`}`
  return `${exists === undefined ? 'leaves out' : 'gives'} ${path}`
}

/** The last guard is the only one that does not hold. */
function isTurned(world: World, { guards, isGone = () => true }: Place): boolean {
  return isGone(world) && guards.every((guard, index) => {
    if (guard.kind === 'entry') return true
    const isSo = holds(world, guard.bindings, guard.condition)
    return index === guards.length - 1 ? isSo === !guard.wanted : isSo === guard.wanted
  })
}
