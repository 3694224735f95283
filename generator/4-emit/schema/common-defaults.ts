import type { Schema } from '../../model.ts'
import { defaultSentence, otherwiseText, seeValues } from './description.ts'
import { eachChild, mapChildren } from './map-children.ts'

/** The same for schemas that differ in nothing but what the defaults of the schemas directly below are, and where their chart has its switch. */
export function sameButDefaults(schema: Schema): Schema {
  return mapChildren(schema, (child) => {
    const { [differs]: isKnownToDiffer, 'x-otherwise': otherwise, ...rest } = child
    if (child['x-switch'] === true) return { type: 'boolean', default: true }
    return 'default' in child || otherwise !== undefined || isKnownToDiffer === true ? { ...rest, default: true } : rest
  })
}

/** The first of two such schemas, without the defaults in which the other one differs. */
export function withCommonDefaults(schema: Schema, other: Schema): Schema {
  const others = new Map<string, Schema>()
  eachChild(other, (child, keyword, key) => void others.set(`${keyword} ${key}`, child))
  return mapChildren(schema, (child, keyword, key) => {
    const { default: _, 'x-otherwise': _paths, ...beside } = child
    const counterpart = others.get(`${keyword} ${key}`) ?? {}
    const common = defaultOf(child) === defaultOf(counterpart) ? child : { ...beside, [differs]: true }
    return child['x-switch'] === true ? { ...common, description: bothDescriptions(child, counterpart) } : common
  })
}

function bothDescriptions({ description: one = '' }: Schema, { description: other = '' }: Schema): string {
  if (one.includes(other)) return one
  return other.includes(one) ? other : [one, other].sort().reverse().join(' ')
}

function defaultOf({ default: value, 'x-otherwise': otherwise }: Schema): string | undefined {
  return JSON.stringify(value ?? (otherwise === undefined ? undefined : { otherwise }))
}

/** Every description with a sentence on the default. */
export function withDefaultsTold(schema: Schema): Schema {
  const { [differs]: isDifferent, 'x-otherwise': otherwise, 'x-switch': _, ...told } = mapChildren(schema, withDefaultsTold)
  const text = isDifferent === true ? seeValues : otherwise !== undefined ? `Default: ${otherwiseText(otherwise)}.` : told.default === undefined ? '' : defaultSentence(told.default)
  return text === '' ? told : { ...told, description: [told.description, text].filter((part) => part !== undefined).join(' ') }
}

const differs = 'x-defaults-differ'
