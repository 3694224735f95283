import { parse } from 'yaml'
import type { Json } from '../../generator/model.ts'
import { isMap, pointer, type Path } from './json.ts'

/** Where a document differs from the harmless one in more than that each marker is replaced by its hostile value. */
export function differences(harmless: Json, hostile: Json, replacements: Replacements, path: Path = []): readonly string[] {
  if (typeof harmless === 'string' || typeof harmless === 'number') return isReplaced(harmless, hostile, replacements) ? [] : [say(harmless, hostile, replacements, path)]
  if (Array.isArray(harmless)) {
    if (!Array.isArray(hostile)) return [say(harmless, hostile, replacements, path)]
    const items = harmless.length === hostile.length ? harmless : onceEach(harmless, replacements)
    if (items.length !== hostile.length) return [say(harmless, hostile, replacements, path)]
    return items.flatMap((item, index) => differences(item, hostile[index]!, replacements, [...path, index]))
  }
  if (!isMap(harmless)) return harmless === hostile ? [] : [say(harmless, hostile, replacements, path)]
  if (!isMap(hostile)) return [say(harmless, hostile, replacements, path)]
  const wanted = Object.entries(harmless).map(([key, value]) => [replaced(key, replacements), value] as const)
  const strange = Object.keys(hostile).filter((key) => !wanted.some(([name]) => name === key))
  return [
    ...strange.map((key) => `${pointer(path)} has the key ${JSON.stringify(key)}, which nothing explains`),
    ...wanted.flatMap(([key, value]) => (Object.hasOwn(hostile, key) ? differences(value, hostile[key]!, replacements, [...path, key]) : [`${pointer(path)} has no key ${JSON.stringify(key)}`])),
  ]
}

/** Two markers may have got the same text, and a list in which each item stands once is then shorter. */
function onceEach(items: readonly Json[], replacements: Replacements): readonly Json[] {
  const texts = items.map((item) => replaced(JSON.stringify(item), replacements))
  return items.filter((_, index) => texts.indexOf(texts[index]!) === index)
}

function isReplaced(harmless: string | number, hostile: Json, replacements: Replacements): boolean {
  if (typeof harmless === 'number') return hostile === (replacements.get(String(harmless)) ?? harmless)
  const wanted = replaced(harmless, replacements)
  if (hostile === wanted) return true
  if (typeof hostile !== 'string') return false
  return isSameWithoutHash(wanted, hostile) || isEncoded(harmless, hostile, replacements) || isSameDocument(harmless, hostile, replacements) || isSameDirectives(harmless, hostile, replacements) || isSameProperties(harmless, hostile, replacements) || isSameSettings(harmless, hostile, replacements) || isSameInUrl(wanted, hostile)
}

/** A hash of what has changed is another one. */
function isSameWithoutHash(wanted: string, hostile: string): boolean {
  const hash = /\b([0-9a-f]{64}|[0-9a-f]{8}|[0-9a-f]{10})\b/g
  return hash.test(wanted) && wanted.replaceAll(hash, '#') === hostile.replaceAll(hash, '#')
}

function isEncoded(harmless: string, hostile: string, replacements: Replacements): boolean {
  const [one, other] = [harmless, hostile].map((text) => (/^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString() : undefined))
  return one !== undefined && other !== undefined && one !== harmless && /[zq]|77\d{6}/.test(one) && differences(one, other, replacements).length === 0
}

/** A file inside: it is read as the program reads it that it is for. */
function isSameDocument(harmless: string, hostile: string, replacements: Replacements): boolean {
  if (!/[:{[]/.test(harmless)) return false
  try {
    const [one, other] = [harmless, hostile].map((text) => parse(text, { version: '1.1' }) as Json)
    return typeof one === 'object' && one !== null && differences(one, other!, replacements).length === 0
  } catch {
    return false
  }
}

/** Lines of a name and its arguments, quoted as in redis.conf: each argument is what it was meant to be. */
function isSameDirectives(harmless: string, hostile: string, replacements: Replacements): boolean {
  const [one, other] = [directivesIn(harmless), directivesIn(hostile)]
  return one !== undefined && other !== undefined && differences(one, other, replacements).length === 0
}

function directivesIn(text: string): Json | undefined {
  const lines = text.split('\n').filter((line) => line !== '')
  if (!text.includes('"') || !lines.every((line) => /^[a-z][a-z0-9-]*(?: (?:"(?:\\.|[^"\\])*"|[^\s"\\]+))*$/.test(line))) return undefined
  return lines.map((line) => [...line.matchAll(/"((?:\\.|[^"\\])*)"|[^\s"]+/g)].map(([whole, quoted]) => (quoted === undefined ? whole : quoted.replaceAll(/\\(.)/g, '$1'))))
}

/** Lines of a name and a value as Java reads them; of two with one name the later counts. */
function isSameProperties(harmless: string, hostile: string, replacements: Replacements): boolean {
  const [one, other] = [propertiesIn(harmless), propertiesIn(hostile)]
  return one !== undefined && other !== undefined && differences(one, other, replacements).length === 0
}

function propertiesIn(text: string): Json | undefined {
  const lines = text.split('\n').filter((line) => line !== '').map((line) => /^([\w.-]+)=(.*)$/.exec(line))
  if (lines.length < 2 || lines.some((line) => line === null)) return undefined
  return Object.fromEntries(lines.map((line) => [line?.[1] ?? '', (line?.[2] ?? '').replaceAll(/\\(.)/g, (_, escaped: string) => ({ n: '\n', r: '\r', t: '\t', f: '\f' })[escaped] ?? escaped)]))
}

/** Lines of `name = 'value'` as PostgreSQL reads them, with backslashes as in C and a quote that is doubled. */
function isSameSettings(harmless: string, hostile: string, replacements: Replacements): boolean {
  const [one, other] = [settingsIn(harmless), settingsIn(hostile)]
  return one !== undefined && other !== undefined && differences(one, other, replacements).length === 0
}

function settingsIn(text: string): Json | undefined {
  const lines = text.split('\n').filter((line) => line !== '').map((line) => /^([\w.]+) = (?:'((?:\\.|''|[^'\\])*)'|([\w.-]+))$/.exec(line))
  if (lines.length === 0 || lines.some((line) => line === null)) return undefined
  return Object.fromEntries(lines.map((line) => [line?.[1] ?? '', line?.[3] ?? (line?.[2] ?? '').replaceAll(/\\(.)|''/g, (_, escaped: string | undefined) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' })[escaped ?? ''] ?? escaped ?? "'")]))
}

function isSameInUrl(wanted: string, hostile: string): boolean {
  try {
    return /:\/\//.test(hostile) && decodeURIComponent(hostile) === wanted
  } catch {
    return false
  }
}

function replaced(text: string, replacements: Replacements): string {
  return text.replaceAll(/(?:https:\/\/|\/)?zq\d+qz(?:\.example\.com\/?)?|77\d{6}/g, (whole) => {
    const alone = (part: string): string => String(replacements.get(part) ?? part)
    return replacements.has(whole) ? alone(whole) : whole.replace(/zq\d+qz/, alone)
  })
}

function say(harmless: Json, hostile: Json, replacements: Replacements, path: Path): string {
  const wanted = typeof harmless === 'string' ? replaced(harmless, replacements) : harmless
  return `${pointer(path)} is ${JSON.stringify(hostile)?.slice(0, 300)}, not ${JSON.stringify(wanted)?.slice(0, 300)}`
}

/** Hostile values by the harmless value that they stand for, which is a marker such as `zq1qz` or `/zq1qz`. */
export type Replacements = ReadonlyMap<string, string | number>
