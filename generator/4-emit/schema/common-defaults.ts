import type { Json, Schema } from '../../model.ts'
import { defaultSentence, seeValues } from './description.ts'
import { eachChild, mapChildren } from './map-children.ts'

/** The same for schemas that differ in nothing but what the defaults of the schemas directly below are. */
export function sameButDefaults(schema: Schema): Schema {
  return mapChildren(schema, ({ [differs]: isKnownToDiffer, ...child }) => ('default' in child || isKnownToDiffer === true ? { ...child, default: true } : child))
}

/** The first of two such schemas, without the defaults in which the other one differs. */
export function withCommonDefaults(schema: Schema, other: Schema): Schema {
  const defaults = new Map<string, Json | undefined>()
  eachChild(other, (child, keyword, key) => void defaults.set(`${keyword} ${key}`, child.default))
  return mapChildren(schema, (child, keyword, key) => {
    const { default: value, ...beside } = child
    return JSON.stringify(value) === JSON.stringify(defaults.get(`${keyword} ${key}`)) ? child : { ...beside, [differs]: true }
  })
}

/** Every description with a sentence on the default. */
export function withDefaultsTold(schema: Schema): Schema {
  const { [differs]: isDifferent, ...told } = mapChildren(schema, withDefaultsTold)
  const text = isDifferent === true ? seeValues : told.default === undefined ? '' : defaultSentence(told.default)
  return text === '' ? told : { ...told, description: [told.description, text].filter((part) => part !== undefined).join(' ') }
}

const differs = 'x-defaults-differ'
