import { isUmbrella } from '../../charts/share.ts'
import type { Fields, Schema, Subject } from '../model.ts'
import { at } from '../read/at.ts'
import { overlaid } from '../read/overlaid.ts'
import { resolved } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'

/** The values with samples for what a chart's own message asks for; undefined if the message names nothing that is empty. */
export function withNeeds(chart: Subject, values: Fields, message: string): Fields | undefined {
  const words = new Set(message.match(/[A-Za-z][\w-]*/g) ?? [])
  const named = [...message.matchAll(/\b[a-z]\w*(?:\.[\w-]+)+/g)].flatMap(([text]) => places(chart, text.split('.'), words))
  const empty = named.filter(({ path }) => isEmpty(at(overlaid(chart.defaults, values), path)))
  if (empty.length === 0) return asTold(chart, values, message)
  return empty.reduce((all, { path, schema }) => setAt(all, path, sample(chart.schema, schema)), values)
}

/** The values with the lines that a chart tells to set, "a.b to c and d to e": of two ways that it leaves open the first. */
function asTold(chart: Subject, values: Fields, message: string): Fields | undefined {
  const ways = [...message.matchAll(/: set (.+)$/gm)].map(([, text = '']) => text.split(/,? or /)[0] ?? '')
  const told = ways.flatMap((way) => [...way.matchAll(/([a-z][\w.-]*) to (\S+?)(?=,| |$)/g)]).map(([, path = '', value = '']) => ({ path: path.split('.'), value: plainValue(value) }))
  // To choose another store is another change than the one that is tried; only in an umbrella a system goes on without it.
  if (!isUmbrella(chart) && told.some(({ path }) => ['enabled', 'mode'].includes(path.at(-1) ?? ''))) return undefined
  const news = told.filter(({ path, value }) => schemaAt(chart.schema, path) !== undefined && at(overlaid(chart.defaults, values), path) !== value)
  return news.length === 0 ? undefined : news.reduce((all, { path, value }) => setAt(all, path, value), values)
}

function plainValue(text: string): unknown {
  return text === '""' ? '' : text === 'true' || (text === 'false' ? false : text)
}

/** A value by its whole path, or those of an object's values that the message names as well. */
function places(chart: Subject, path: readonly string[], words: ReadonlySet<string>): readonly Place[] {
  const schema = schemaAt(chart.schema, path)
  if (schema === undefined) return []
  const properties = Object.entries(schema.properties ?? {})
  if (properties.length === 0) return [{ path, schema }]
  return properties.filter(([name]) => words.has(name)).map(([name, property]) => ({ path: [...path, name], schema: resolved(chart.schema, property) }))
}

function schemaAt(root: Schema, path: readonly string[]): Schema | undefined {
  return path.reduce<Schema | undefined>((schema, key) => {
    const inner = schema?.properties?.[key] ?? (typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined)
    return inner === undefined ? undefined : resolved(root, inner)
  }, root)
}

/** Something that a schema accepts: its example, else the plainest value. */
function sample(root: Schema, schema: Schema): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0]
  const choice = schema.enum?.find((one) => one !== null && one !== '')
  if (choice !== undefined) return choice
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string': return texts.find((text) => new RegExp(schema.pattern ?? '').test(text)) ?? ''
    case 'integer': case 'number': return schema.minimum ?? 1
    case 'boolean': return true
    case 'array': return [schema.items === undefined ? 'contract' : sample(root, resolved(root, schema.items))]
    default: return objectSample(root, schema)
  }
}

function objectSample(root: Schema, schema: Schema): Fields {
  const properties = Object.entries(schema.properties ?? {})
  const wanted = properties.filter(([name]) => (schema.required ?? ['name']).includes(name))
  if (wanted.length > 0) return Object.fromEntries(wanted.map(([name, property]) => [name, sample(root, resolved(root, property))]))
  if (typeof schema.additionalProperties !== 'object') return {}
  return { contract: sample(root, resolved(root, schema.additionalProperties)) }
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || value === 0 || value === false || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

// In base64 the first one is a text of six characters.
const texts = ['contract', 'example.com', '0 0 * * 0', '1', '1Gi', '10.0.0.1', `sha256:${'0'.repeat(64)}`, '/contract', '30s', 'a']

interface Place {
  readonly path: readonly string[]
  readonly schema: Schema
}
