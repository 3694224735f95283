import type { Json, Schema } from '../../model.ts'
import { description } from './description.ts'
import { eachChild, mapChildren } from './map-children.ts'
import { definitionName, reachableDefinitions } from './reachable-definitions.ts'

/**
 * The schema as Helm, ajv and editors read it: our own keywords gone, descriptions of a choice's alternatives, and null allowed
 * where it only removes what an earlier values file gave: the entries of a map and the fields of a Kubernetes type.
 * `x-definition`, `x-otherwise` and `x-switch` stay for later steps.
 */
export function publish(schema: Schema): Schema {
  const { definitions: _, ...own } = schema
  const published = publishNode(own)
  const definitions = reachableDefinitions(published, schema.definitions ?? {})
  const nullable = nullableDefinitions(published, definitions)
  const publishedDefinitions = Object.entries(definitions).map(([name, definition]) => {
    const open = publishKubernetes(publishNode(definition), nullable)
    return [name, nullable.has(name) ? orNull(open, nullable) : open]
  })
  return { ...withNullableReferences(published, nullable), definitions: Object.fromEntries(publishedDefinitions) }
}

/** For the steps that share definitions and tell defaults. */
const kept: ReadonlySet<string> = new Set(['x-definition', 'x-otherwise', 'x-switch'] satisfies (keyof Schema)[])

function publishNode(schema: Schema): Schema {
  const text = description(schema)
  const published: { [keyword: string]: Schema[string] } = text === '' ? {} : { description: text }
  const children = mapChildren(schema, publishNode)
  for (const keyword in children) {
    const isOurs = keyword.startsWith('x-') && !kept.has(keyword)
    if (!isOurs && keyword !== 'description') published[keyword] = children[keyword]
  }
  return published
}

/** Entries of the chart's own maps. */
function withNullableReferences(schema: Schema, nullable: ReadonlySet<string>): Schema {
  return mapChildren(schema, (child, keyword) => {
    const below = withNullableReferences(child, nullable)
    return isEntry(schema, keyword) ? orNull(below, nullable) : below
  })
}

function publishKubernetes(schema: Schema, nullable: ReadonlySet<string>): Schema {
  return mapChildren(schema, (child, keyword, key) => {
    const below = publishKubernetes(child, nullable)
    return isRemovable(schema, keyword, key) ? orNull(below, nullable) : below
  })
}

/** A field that Kubernetes requires can't be left out. */
function isRemovable({ required }: Schema, keyword: string, key: string): boolean {
  return keyword === 'additionalProperties' || (keyword === 'properties' && !required?.includes(key))
}

function isEntry(_: Schema, keyword: string): boolean {
  return keyword === 'additionalProperties' || keyword === 'patternProperties'
}

/**
 * Kubernetes types that only ever stand where null is allowed: those allow it themselves,
 * which is a tenth of the text of an `anyOf` at each place and gives an editor's user one message instead of two.
 */
function nullableDefinitions(schema: Schema, definitions: { readonly [name: string]: Schema }): ReadonlySet<string> {
  const names = new Set(Object.keys(definitions).filter((name) => canBeNull(definitions[name]!)))
  const visit = (node: Schema, takesNull: typeof isRemovable): void => {
    eachChild(node, (child, keyword, key) => {
      if (child.$ref !== undefined && !takesNull(node, keyword, key)) names.delete(definitionName(child.$ref))
      visit(child, takesNull)
    })
  }
  visit(schema, isEntry)
  for (const definition of Object.values(definitions)) visit(definition, isRemovable)
  return names
}

function canBeNull(schema: Schema): boolean {
  return schema.type !== undefined && !closing.some((keyword) => keyword in schema) && conditionsLetNullThrough(schema)
}

/** Conditions on what an object holds say nothing about null, so they may stay beside the type. */
function conditionsLetNullThrough({ allOf = [] }: Schema): boolean {
  return allOf.every((condition) => Object.entries(condition).every(([keyword, branch]) => keyword === 'if' || (keyword === 'then' && isAboutObjects(branch as Schema))))
}

function isAboutObjects(schema: Schema): boolean {
  return Object.keys(schema).every((keyword) => aboutObjects.has(keyword))
}

const aboutObjects: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'additionalProperties', 'required', 'propertyNames', 'minProperties', 'maxProperties'])

function orNull(schema: Schema, nullable: ReadonlySet<string>): Schema {
  if (schema.$ref !== undefined) {
    if (nullable.has(definitionName(schema.$ref))) return schema
    const { $ref, ...beside } = schema
    return { ...beside, anyOf: [{ $ref }, { type: 'null' }] }
  }
  if (schema.type !== undefined && canBeNull(schema)) {
    const choices: readonly Json[] | undefined = schema.enum
    const types = typeof schema.type === 'string' ? [schema.type] : schema.type
    return { ...schema, type: [...new Set([...types, 'null'])], ...(choices === undefined ? {} : { enum: [...new Set([...choices, null])] }) }
  }
  const isOpen = Object.keys(schema).every((keyword) => keyword === 'description' || keyword === 'x-definition')
  if (isOpen) return schema
  const { description, ...rest } = schema
  return { ...(description === undefined ? {} : { description }), anyOf: [rest, { type: 'null' }] }
}

/** Keywords that null would have to pass as well, even where the type allows it. */
const closing = ['const', 'oneOf', 'anyOf', 'not', 'if']
