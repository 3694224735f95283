import { Document, isPair, isScalar, visit } from 'yaml'
import type { ChartFile, ChartSource, Json, Schema } from '../model.ts'
import { withGivenOnly } from '../schema/own-values.ts'
import { defaultOf } from './defaults.ts'
import { description } from './schema/description.ts'
import { sections, type Section } from './schema/sections.ts'
import { shapeOf } from './schema/shape.ts'

/** values.yaml: every default below its description. Editors find the schema by the first line. */
export function valuesYaml(chart: ChartSource): ChartFile {
  const schema = withGivenOnly(chart.schema)
  const lines = [
    '# yaml-language-server: $schema=values.schema.json',
    ...comment(`Default values of ${chart.name}. A file of your own needs only what differs.`, ''),
    ...sections(schema).flatMap((section) => sectionLines(schema, section)),
  ]
  return { path: 'values.yaml', text: `${lines.join('\n')}\n` }
}

function sectionLines(root: Schema, { title, properties }: Section): readonly string[] {
  const rule = `# ${'-'.repeat(98)}`
  const head = title === '' ? [] : ['', rule, `# ${title}`, rule]
  return [...head, ...properties.flatMap(([name, property]) => ['', ...valueLines(root, root, name, property, '')])]
}

function valueLines(root: Schema, parent: Schema, name: string, property: Schema, indent: string): readonly string[] {
  const isRequired = parent.required?.includes(name) ?? false
  const value = defaultOf(root, property, isRequired)
  const head = comment(description(property), indent)
  if (value === undefined) return [...head, ...absentLines(name, property, isRequired, indent)]
  if (shapeOf(property) !== 'group') return [...head, ...exampleLines(property, indent), ...yamlLines(name, value, indent)]
  const body = groupLines(root, property, `${indent}  `)
  return body.some((line) => !/^ *(#|$)/.test(line))
    ? [...head, `${indent}${yamlKey(name)}:`, ...body]
    : [...head, ...yamlLines(name, value, indent), ...body]
}

function groupLines(root: Schema, group: Schema, indent: string): readonly string[] {
  const entries = Object.entries(group.properties ?? {})
  return entries.flatMap(([name, property], index) => {
    const isApart = index > 0 && [entries[index - 1]![1], property].some((one) => shapeOf(one) === 'group')
    return [...(isApart ? [''] : []), ...valueLines(root, group, name, property, indent)]
  })
}

/** A value without a default stands there as a comment, so that a reader of the file learns of it. */
function absentLines(name: string, { 'x-otherwise': otherwise }: Schema, isRequired: boolean, indent: string): readonly string[] {
  const absent = otherwise === undefined ? 'not set' : `as ${otherwise.join(', else ')}`
  return [`${indent}# ${yamlKey(name)}: (${isRequired ? 'required' : absent})`]
}

function exampleLines(property: Schema, indent: string): readonly string[] {
  const example = Array.isArray(property['examples']) ? (property['examples'] as readonly Json[])[0] : undefined
  if (example === undefined) return []
  return [`${indent}# For example:`, ...yamlText(example).map((line) => `${indent}#   ${line}`)]
}

/** A chart has a thousand values, nearly all of them plain: those are printed without building a YAML document for each. */
function yamlLines(name: string, value: Json, indent: string): readonly string[] {
  const simple = isPlainKey(name) ? simpleText(value) : undefined
  if (simple !== undefined) return [`${indent}${name}: ${simple}`]
  return yamlText({ [name]: value }).map((line) => (line === '' ? '' : `${indent}${line}`))
}

/** The text of a value that is the same in JSON and both versions of YAML. */
function simpleText(value: Json): string | undefined {
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value)
  const text = JSON.stringify(value)
  return text === '{}' || text === '[]' || (typeof value === 'string' && /^[ -~]*$/.test(value)) ? text : undefined
}

function yamlKey(name: string): string {
  return isPlainKey(name) ? name : yamlText({ [name]: 0 })[0]!.replace(/: 0$/, '')
}

/** Words of one or two letters, and those that YAML 1.1 takes for booleans and null, are left to the library. */
function isPlainKey(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]{2,}$/.test(name) && !/^(yes|off|true|false|null)$/i.test(name)
}

/** Helm reads YAML 1.1, editors read 1.2: strings are quoted, and a key is when either would take it for something else. */
function yamlText(value: Json): readonly string[] {
  const document = new Document(value, { compat: 'yaml-1.1' })
  visit(document, {
    Scalar(key, scalar, path) {
      const isKey = key === 'key' && isPair(path.at(-1))
      if (!isKey && isScalar(scalar) && typeof scalar.value === 'string' && scalar.value.includes('\n')) scalar.type = 'BLOCK_LITERAL'
    },
  })
  const text = document.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' })
  return text.trimEnd().split('\n')
}

function comment(text: string, indent: string): readonly string[] {
  const width = 98 - indent.length
  const lines: string[] = []
  // Control characters are no white space to JavaScript, but some of them end a line of YAML.
  for (const word of text.split(/[\s\u0000-\u001f\u007f-\u009f]+/).filter((one) => one !== '')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + word.length < width) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines.map((line) => `${indent}# ${line}`)
}
