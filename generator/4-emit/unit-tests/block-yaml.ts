import { stringify } from 'yaml'
import type { Json } from '../../model.ts'

/**
 * The text that the library gives for a map, without a document of it in memory: a chart has thousands of lines of suites, and nearly
 * all of their keys and values are plain words and numbers. What is not is left to the library.
 */
export function blockYaml(value: { readonly [key: string]: Json }): string {
  return hasLongText(value) ? stringify(value, options) : mapLines(value, '').map((line) => `${line}\n`).join('')
}

/** Where a text of several lines begins depends on what is around it. */
function hasLongText(value: Json): boolean {
  if (typeof value === 'string') return /[^ -~]/.test(value)
  return typeof value === 'object' && value !== null && Object.entries(value).some(([key, member]) => hasLongText(key) || hasLongText(member))
}

function mapLines(map: { readonly [key: string]: Json }, indent: string): readonly string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const head = `${indent}${keyText(key)}:`
    return isCollection(value) ? [head, ...lines(value, `${indent}  `)] : [`${head} ${scalarText(value)}`]
  })
}

function listLines(list: readonly Json[], indent: string): readonly string[] {
  return list.flatMap((item) => {
    if (!isCollection(item)) return [`${indent}- ${scalarText(item)}`]
    const [first = '', ...others] = lines(item, `${indent}  `)
    return [`${indent}- ${first.slice(indent.length + 2)}`, ...others]
  })
}

function lines(value: readonly Json[] | { readonly [key: string]: Json }, indent: string): readonly string[] {
  return Array.isArray(value) ? listLines(value as readonly Json[], indent) : mapLines(value as { readonly [key: string]: Json }, indent)
}

/** An empty one stands in the line of its key, as a scalar does. */
function isCollection(value: Json): value is readonly Json[] | { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}

function scalarText(value: Json): string {
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && isPlain(value) ? value : stringify(value, options).trimEnd()
}

function keyText(key: string): string {
  return isPlain(key) && key.length < 100 ? key : stringify({ [key]: 0 }, options).replace(/: 0\n$/, '')
}

/** Begins with a letter or a slash, holds nothing that ends a scalar, and is neither a word for a truth or for nothing in YAML 1.1 nor `E1`, which it takes for a number. */
function isPlain(text: string): boolean {
  return /^[A-Za-z/][ -~]*$/.test(text) && !/: | #|[ :-]$/.test(text) && !/^(y|yes|n|no|on|off|true|false|null|e[+-]?\d+)$/i.test(text)
}

const options = { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false } as const
