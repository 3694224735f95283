import type { Json } from '../../model.ts'
import { settings, type Arrangement } from './arrangement.ts'
import { holds, type World } from './evaluate.ts'
import type { Place } from './places.ts'
import type { Stage } from './satisfy.ts'

/** What helm-unittest is to check. */
export type Assertion = { readonly [name: string]: Json }

/** One thing to check under one arrangement of values. */
export interface UnitTest {
  readonly title: string
  readonly arrangement: Arrangement
  readonly settings: string
  readonly assertion: Assertion
  /** What would be asserted if more were set, as a test shares its run with others; undefined when that can't be told. */
  readonly under: (world: World) => Assertion | undefined
  /** The values that the assertion depends on. */
  readonly reads: ReadonlySet<string>
  /** The value that must arrive, as JSON; another test of the same run must not expect the same, or it would not matter which arrives where. */
  readonly expects: string | undefined
}

/** A test of what `under` asserts; nothing when that can't be told. */
export function unitTest(stage: Stage, arrangement: Arrangement, under: UnitTest['under'], title: (assertion: Assertion) => string, expects: string | undefined): readonly UnitTest[] {
  const world = stage.worldOf(arrangement.values)
  const assertion = under(world)
  if (assertion === undefined) return []
  return [{ title: title(assertion), arrangement, settings: settingsText(arrangement), assertion, under, reads: world.reads, expects }]
}

/** The assertion with the number of its document, where there are several; nothing when that can't be told. */
export function inDocument(world: World, { document }: Place, assertion: Assertion): Assertion | undefined {
  const index = document.index(world)
  if (index === undefined) return undefined
  return document.count(world) === 1 ? assertion : { ...assertion, documentIndex: index }
}

/** Whether every guard of a place is as it must be. */
export function isThere(world: World, { guards }: Place): boolean {
  return guards.every((guard) => guard.kind === 'entry' || holds(world, guard.bindings, guard.condition) === guard.wanted)
}

/** Arrangements that set the same have the same text. */
export function settingsText(arrangement: Arrangement): string {
  return JSON.stringify(settings(arrangement))
}
