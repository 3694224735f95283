import type { Json, Schema } from '../../generator/model.ts'
import { resolve } from '../../generator/schema/resolve.ts'
import { hostileStrings } from '../functions/hostile-strings.ts'
import { at, isMap, pointer } from './json.ts'
import { requiredParts, type Site } from './sites.ts'

/** Each way to break what a schema says about one place. `given` is what stands there anyhow: defaults, and what they are merged with. */
export function breaksOf(root: Schema, given: Json, site: Site): readonly Break[] {
  const { schema, place, path } = site
  const found: (readonly [kind: BreakKind, value: Json, word?: string])[] = []
  const types = [schema.type ?? []].flat()
  const isScalarChoice = schema.anyOf !== undefined || schema.oneOf !== undefined
  // Values that are no map at all are nothing that a schema gets to see.
  if (types.length > 0 && !isScalarChoice && path.length > 0) found.push(['wrong type', wrongType(types)])
  if (schema.enum !== undefined) found.push(['bad choice', 'nobody-offers-this'])
  if (schema.minimum !== undefined) found.push(['too small', schema.minimum - 1])
  if (schema.maximum !== undefined) found.push(['too large', schema.maximum + 1])
  if (types.includes('string') && (schema.minLength ?? 0) > 0) found.push(['too short', ''])
  if (types.includes('string') && schema.maxLength !== undefined) found.push(['too long', 'a'.repeat(schema.maxLength + 1)])
  const strange = schema.pattern === undefined ? undefined : strangeText(schema.pattern)
  if (strange !== undefined) found.push(['bad pattern', strange])
  if (types.includes('object')) {
    const needed = requiredParts(root, schema)
    if (schema.additionalProperties === false) found.push(['unknown key', { ...needed, nobodyKnowsThis: 1 }, 'nobodyKnowsThis'])
    const present = at(given, path)
    for (const name of schema.required ?? []) {
      // What Helm merges in is not missing.
      if (isMap(present) && name in present) continue
      const { [name]: _, ...rest } = needed
      found.push(['missing', rest, name])
    }
    const badKey = schema.propertyNames === undefined ? undefined : strangeKey(resolve(schema.propertyNames, root))
    if (badKey !== undefined && typeof schema.additionalProperties === 'object') found.push(['bad key', { [badKey]: null }, badKey])
  }
  return found.map(([kind, value, word]) => ({ kind, values: place(value), where: pointer(path), ...(word === undefined ? {} : { word }) }))
}

function wrongType(types: readonly string[]): Json {
  const isNumber = types.includes('integer') || types.includes('number')
  if (!types.includes('object')) return types.includes('array') || types.includes('string') ? { a: 1 } : isNumber || types.includes('boolean') ? 'text' : {}
  return types.includes('array') ? 'text' : ['item']
}

function strangeText(pattern: string): string | undefined {
  const regExp = new RegExp(pattern, 'u')
  return ['!?*', ...hostileStrings].find((text) => !regExp.test(text))
}

function strangeKey(names: Schema): string | undefined {
  const forbidden = (names['not'] as Schema | undefined)?.enum?.[0]
  if (typeof forbidden === 'string') return forbidden
  return names.pattern === undefined ? undefined : ['!?*', 'A B'].find((text) => !new RegExp(names.pattern!, 'u').test(text))
}

export type BreakKind = 'wrong type' | 'bad choice' | 'too small' | 'too large' | 'too short' | 'too long' | 'bad pattern' | 'unknown key' | 'missing' | 'bad key'

export interface Break {
  readonly kind: BreakKind
  readonly values: Json
  /** The JSON pointer of the place. */
  readonly where: string
  /** What a message has to name beside it: the key. */
  readonly word?: string
}
