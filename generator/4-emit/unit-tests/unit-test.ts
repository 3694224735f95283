import type { Json } from '../../model.ts'
import { settings, type Arrangement } from './arrangement.ts'
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
  readonly under: (arrangement: Arrangement) => Assertion | undefined
  /** The value that must arrive, as JSON; another test of the same run must not expect the same, or it would not matter which arrives where. */
  readonly expects: string | undefined
}

/** The assertion with the number of its document, where there are several; nothing when that can't be told. */
export function inDocument(stage: Stage, arrangement: Arrangement, { document }: Place, assertion: Assertion): Assertion | undefined {
  const world = stage.worldOf(arrangement.values)
  const index = document.index(world)
  if (index === undefined) return undefined
  return document.count(world) === 1 ? assertion : { ...assertion, documentIndex: index }
}

/** Arrangements that set the same have the same text. */
export function settingsText(arrangement: Arrangement): string {
  return JSON.stringify(settings(arrangement))
}
