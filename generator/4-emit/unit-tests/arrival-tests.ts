import type { Json } from '../../model.ts'
import { leafName } from '../schema/leaves.ts'
import { assign, at, type Arrangement } from './arrangement.ts'
import { holds } from './evaluate.ts'
import type { Place } from './places.ts'
import { assertionOf, partly, printed } from './printed.ts'
import { sample } from './sample.ts'
import { arrange, type Stage } from './satisfy.ts'
import { isSource, onlyExpression, sourcesOf, type Source } from './sources.ts'
import { inDocument, settingsText, type Assertion, type UnitTest } from './unit-test.ts'

/** Each value that a place reads is set, and must arrive there. */
export function arrivalTests(stage: Stage, base: Arrangement, place: Place): readonly UnitTest[] {
  const sources = sourcesOf(place)
  const ready = sources.length === 0 ? undefined : arrange(stage, base, place.guards)
  if (ready === undefined) return []
  return sources.flatMap((source) => [...valueTest(stage, ready, place, source), ...templateTest(stage, ready, place, source)])
}

function valueTest(stage: Stage, ready: Arrangement, place: Place, source: Source): readonly UnitTest[] {
  const value = sample(stage.schema, source.schema, at(ready.values, source.path) ?? source.schema.default, source.path.at(-1))
  if (value === undefined) return []
  const before = JSON.stringify(printed(stage.worldOf(ready.values), place))
  const under = (arrangement: Arrangement): Assertion | undefined => {
    const world = stage.worldOf(arrangement.values)
    if (!isThere(stage, arrangement, place)) return undefined
    const path = place.path(world)
    const whole = printed(world, place)
    const isTold = whole !== undefined && JSON.stringify(whole) !== before
    const found = isTold ? whole : partly(place, source, value)
    const assertion = found === undefined || path === undefined ? undefined : assertionOf(place, path, found, isTold, value)
    return assertion === undefined ? undefined : inDocument(stage, arrangement, place, assertion)
  }
  return testOf(assign(ready, source.path, value), under, (path) => `${leafName(source.path)} arrives at ${path}`, value)
}

/** What a user may write as a template is rendered, and not printed as it stands. */
function templateTest(stage: Stage, ready: Arrangement, place: Place, source: Source): readonly UnitTest[] {
  const { schema } = source
  const isFree = schema['x-template'] === true && schema.type === 'string' && !['pattern', 'enum', 'format', 'maxLength'].some((keyword) => keyword in schema)
  const only = onlyExpression(place)
  if (!isFree || place.what.kind !== 'value' || only === undefined || !isSource(place.bindings, only, source)) return []
  const name = leafName(source.path)
  const under = (arrangement: Arrangement): Assertion | undefined => {
    const world = stage.worldOf(arrangement.values)
    const path = isThere(stage, arrangement, place) ? place.path(world) : undefined
    return path === undefined ? undefined : inDocument(stage, arrangement, place, { equal: { path, value: `${String(world.release['name'])} ${name}` } })
  }
  const text = `{{ .Release.Name }} ${name}`
  return testOf(assign(ready, source.path, text), under, (path) => `a template in ${name} is rendered at ${path}`, text)
}

function testOf(arrangement: Arrangement, under: UnitTest['under'], title: (path: string) => string, expects: Json): readonly UnitTest[] {
  const assertion = under(arrangement)
  if (assertion === undefined) return []
  const { path } = Object.values(assertion).find((part) => typeof part === 'object') as { readonly path: string }
  return [{ title: title(path), arrangement, settings: settingsText(arrangement), assertion, under, expects: JSON.stringify(expects) }]
}

function isThere(stage: Stage, { values }: Arrangement, { guards }: Place): boolean {
  const world = stage.worldOf(values)
  return guards.every((guard) => guard.kind === 'entry' || holds(world, guard.bindings, guard.condition) === guard.wanted)
}
