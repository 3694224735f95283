import type { Schema } from '../../model.ts'
import { defaultSentence, otherwiseText, seeValues } from './description.ts'
import { eachChild, mapChildren } from './map-children.ts'

/** The same for schemas that differ in nothing but what the defaults of the schemas directly below are. */
export function sameButDefaults(schema: Schema): Schema {
  return mapChildren(schema, ({ [differs]: isKnownToDiffer, 'x-otherwise': otherwise, ...child }) => ('default' in child || otherwise !== undefined || isKnownToDiffer === true ? { ...child, default: true } : child))
}

/** The first of two such schemas, without the defaults in which the other one differs. */
export function withCommonDefaults(schema: Schema, other: Schema): Schema {
  const defaults = new Map<string, string | undefined>()
  eachChild(other, (child, keyword, key) => void defaults.set(`${keyword} ${key}`, defaultOf(child)))
  return mapChildren(schema, (child, keyword, key) => {
    const { default: _, 'x-otherwise': _paths, ...beside } = child
    return defaultOf(child) === defaults.get(`${keyword} ${key}`) ? child : { ...beside, [differs]: true }
  })
}

function defaultOf({ default: value, 'x-otherwise': otherwise }: Schema): string | undefined {
  return JSON.stringify(value ?? (otherwise === undefined ? undefined : { otherwise }))
}

/** Every description with a sentence on the default. */
export function withDefaultsTold(schema: Schema): Schema {
  const { [differs]: isDifferent, 'x-otherwise': otherwise, ...told } = mapChildren(schema, withDefaultsTold)
  const text = isDifferent === true ? seeValues : otherwise !== undefined ? `Default: ${otherwiseText(otherwise)}.` : told.default === undefined ? '' : defaultSentence(told.default)
  return text === '' ? told : { ...told, description: [told.description, text].filter((part) => part !== undefined).join(' ') }
}

const differs = 'x-defaults-differ'
