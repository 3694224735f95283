import { leafName } from '../schema/leaves.ts'
import { assign, at, type Arrangement } from './arrangement.ts'
import type { World } from './evaluate.ts'
import type { Place } from './places.ts'
import { assertionOf, partly, printed } from './printed.ts'
import { sample } from './sample.ts'
import { arrange, type Stage } from './satisfy.ts'
import { isSource, onlyExpression, sourcesOf, type Source } from './sources.ts'
import { inDocument, isThere, unitTest, type Assertion, type UnitTest } from './unit-test.ts'

/** Each value that a place reads is set, and must arrive there. */
export function arrivalTests(stage: Stage, base: Arrangement, place: Place): readonly UnitTest[] {
  const sources = sourcesOf(stage, place)
  const ready = sources.length === 0 ? undefined : arrange(stage, base, place.guards)
  if (ready === undefined) return []
  return sources.flatMap((source) => [...valueTest(stage, ready, place, source), ...templateTest(stage, ready, place, source)])
}

function valueTest(stage: Stage, ready: Arrangement, place: Place, source: Source): readonly UnitTest[] {
  const value = sample(stage.schema, source.schema, at(ready.values, source.path) ?? source.schema.default, source.path.at(-1))
  if (value === undefined) return []
  const before = JSON.stringify(printed(stage.worldOf(ready.values), place))
  const under = (world: World): Assertion | undefined => {
    if (!isThere(world, place)) return undefined
    const path = place.path(world)
    const whole = printed(world, place)
    const isTold = whole !== undefined && JSON.stringify(whole) !== before
    const found = isTold ? whole : partly(place, source, value)
    const assertion = found === undefined || path === undefined ? undefined : assertionOf(place, path, found, isTold, value)
    return assertion === undefined ? undefined : inDocument(world, place, assertion)
  }
  return unitTest(stage, assign(ready, source.path, value), under, (assertion) => `${leafName(source.path)} arrives at ${pathOf(assertion)}`, JSON.stringify(value))
}

/** What a user may write as a template is rendered, and not printed as it stands. */
function templateTest(stage: Stage, ready: Arrangement, place: Place, source: Source): readonly UnitTest[] {
  const { schema } = source
  const isFree = schema['x-template'] === true && schema.type === 'string' && !['pattern', 'enum', 'format', 'maxLength'].some((keyword) => keyword in schema)
  const only = onlyExpression(place)
  if (!isFree || place.what.kind !== 'value' || only === undefined || !isSource(place.bindings, only, source)) return []
  const name = leafName(source.path)
  const under = (world: World): Assertion | undefined => {
    const path = isThere(world, place) ? place.path(world) : undefined
    return path === undefined ? undefined : inDocument(world, place, { equal: { path, value: `${String(world.release['name'])} ${name}` } })
  }
  const text = `{{ .Release.Name }} ${name}`
  return unitTest(stage, assign(ready, source.path, text), under, (assertion) => `a template in ${name} is rendered at ${pathOf(assertion)}`, JSON.stringify(text))
}

function pathOf(assertion: Assertion): string {
  return (Object.values(assertion)[0] as { readonly path: string }).path
}
