import type { Schema } from '../../model.ts'
import { longestMatch } from '../../regular-expression/longest.ts'
import { mapChildren } from './map-children.ts'

/**
 * What `propertyNames` says, said of the entries: Helm's validator tells of a name that `propertyNames` refuses that it stands
 * at some other place of the values, another one each time. What is left of it is a length that no pattern tells.
 */
export function namesAsKeys(schema: Schema): Schema {
  const below = mapChildren(schema, namesAsKeys)
  const { propertyNames, additionalProperties = true } = below
  const isOpen = below.properties === undefined && below.patternProperties === undefined && additionalProperties !== false
  if (propertyNames === undefined || !isOpen || !isUnderstood(propertyNames)) return below
  const { enum: listed, not: { enum: excluded = [] } = {}, pattern = listed && oneOf(listed), description: _, ...lengths } = propertyNames as unknown as Names
  const entry = additionalProperties === true ? {} : additionalProperties
  const left = pattern === undefined ? lengths : withoutMaximum(lengths, longestMatch(pattern))
  // A schema that is `false` refuses whatever stands there. In its strict mode ajv refuses a property that a pattern matches too, but not two patterns.
  const refused = pattern === undefined ? excluded.map((name) => [name, false]) : excluded.length === 0 ? [] : [[oneOf(excluded), false]]
  const names = {
    ...(Object.keys(left).length === 0 ? {} : { propertyNames: left }),
    ...(pattern === undefined
      ? { ...(refused.length === 0 ? {} : { properties: Object.fromEntries(refused) }), additionalProperties }
      : { patternProperties: { ...Object.fromEntries(refused), [pattern]: entry }, additionalProperties: false }),
  }
  const said: { [keyword: string]: Schema[string] } = {}
  for (const keyword in below) {
    if (keyword === 'propertyNames') Object.assign(said, names)
    else if (keyword !== 'additionalProperties') said[keyword] = below[keyword]
  }
  return said
}

interface Names {
  readonly description?: string
  readonly enum?: readonly string[]
  readonly not?: { readonly enum?: readonly string[] }
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
}

type Lengths = Pick<Names, 'minLength' | 'maxLength'>

/** Names that are listed need no other word; else any of a pattern, lengths and names that are excluded. */
function isUnderstood(names: Schema): boolean {
  const keywords = Object.keys(names).filter((keyword) => keyword !== 'description')
  const { not } = names as Names
  const isListed = names.enum !== undefined && keywords.length === 1
  const isLimited = keywords.every((keyword) => ['pattern', 'minLength', 'maxLength', 'not'].includes(keyword))
  return isListed || (isLimited && (not === undefined || (not.enum !== undefined && Object.keys(not).every((keyword) => ['enum', 'description'].includes(keyword)))))
}

function oneOf(names: readonly string[]): string {
  return `^(${names.map((name) => name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|')})$`
}

function withoutMaximum({ maxLength, ...lengths }: Lengths, longest: number): Lengths {
  return maxLength === undefined || longest <= maxLength ? lengths : { ...lengths, maxLength }
}
