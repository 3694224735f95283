import { validate, type Violation } from '../json-schema/validate.ts'
import type { Json, Schema } from '../model.ts'
import { isSubchart } from '../schema/own-values.ts'
import { defaultValues, isObject } from './default-values.ts'

type Values = { readonly [key: string]: Json }

/** What a schema has against values that are laid over its defaults, as Helm does it, in every chart of an umbrella. */
export function givenViolations(schema: Schema, given: Values): readonly Violation[] {
  const own = declaredOnly(schema, given)
  const merged = mergeValues(schema, defaultValues(schema) ?? {}, own)
  return validate(schema, merged).filter(({ keyword, pointer }) => isGiven(own, pointer) && (keyword !== 'required' || isBelowEntry(schema, pointer)))
}

/** Every emitted schema declares `global` and `enabled`, whether or not its source does, and that of an umbrella `tags`. */
function declaredOnly(schema: Schema, values: Values): Values {
  const subcharts = Object.entries(schema.properties ?? {}).filter(([, property]) => isSubchart(property))
  const always = ['global', 'enabled', ...(subcharts.length > 0 ? ['tags'] : [])].filter((key) => !Object.hasOwn(schema.properties ?? {}, key))
  const left = Object.fromEntries(Object.entries(values).filter(([key]) => !always.includes(key)))
  for (const [key, subchart] of subcharts) {
    const below = left[key]
    if (isObject(below)) left[key] = declaredOnly(subchart, below)
  }
  return left
}

/** As Helm merges: maps by key, everything else is replaced. A null removes a key of a free map; a declared value can't be removed. */
function mergeValues(schema: Schema | undefined, base: Json, over: Json): Json {
  if (!isObject(base) || !isObject(over)) return over
  const merged: Record<string, Json> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const property = schema?.properties?.[key]
    const isRemoval = value === null && property === undefined
    if (isRemoval) delete merged[key]
    else merged[key] = key in base ? mergeValues(property, base[key] ?? null, value) : value
  }
  return merged
}

/** What is left to the defaults is the concern of another rule. */
function isGiven(values: Json, pointer: readonly string[]): boolean {
  let value: Json | undefined = values
  for (const part of pointer) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(part)]
    else value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined
    if (value === undefined) return false
  }
  return true
}

/** A required value may be left to the user, but not a part of an entry that is written here. */
function isBelowEntry(root: Schema, pointer: readonly string[]): boolean {
  let schema: Schema | undefined = root
  for (const part of pointer) {
    schema = schema.properties?.[part]
    if (!schema) return true
  }
  return schema.$ref !== undefined
}
