import { sample, stringMatching } from 'fast-check'
import type { Json, Schema } from '../../generator/model.ts'
import { hostileStrings } from '../functions/hostile-strings.ts'
import { isMap } from './json.ts'
import { sitesOf, type Site } from './sites.ts'
import { unprintable } from './unprintable.ts'

/** Places for texts and whole numbers, each with a harmless value that can be recognised in what comes out, and the hostile ones that it may hold. */
export function leavesOf(root: Schema, existing: Json): readonly Leaf[] {
  const sites = sitesOf(root, existing).filter(({ schema }) => schema.enum === undefined && schema.const === undefined && schema['x-template'] !== true)
  return sites.flatMap((site, index): readonly Leaf[] => {
    const types = [site.schema.type ?? []].flat()
    if (types.includes('string')) return textLeaf(site, index)
    return types.includes('integer') || types.includes('number') ? numberLeaf(site, index) : []
  })
}

function textLeaf(site: Site, index: number): readonly Leaf[] {
  const { pattern, minLength = 0, maxLength = Infinity, format, description = '' } = site.schema
  const regExp = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  // A text that the description names has a meaning of its own, such as the `-` of a storage class.
  const isFitting = (text: string): boolean => text.length >= minLength && text.length <= maxLength && (regExp?.test(text) ?? true) && !description.includes(`\`${text}\``)
  const word = `zq${index}qz`
  const marker = [word, `/${word}`, `${word}.example.com`, `https://${word}.example.com/`].find(isFitting)
  // An empty text means "not set" everywhere, and changes what is there on purpose.
  const printed = hostileStrings.filter((text) => text !== '' && (site.isDeclared || !unprintable.test(text)) && !lostInHelm.test(text) && isFitting(text))
  const like = pattern === undefined || format !== undefined ? [] : textsLike(pattern, index % 8).filter((text) => text !== '' && isFitting(text))
  const hostile = [...printed, ...like]
  return marker === undefined || hostile.length === 0 || format !== undefined ? [] : [{ ...site, marker, hostile }]
}

const known = new Map<string, readonly string[]>()

/** A few texts of a pattern, made once for all places with it: that is slow. */
function textsLike(pattern: string, which: number): readonly string[] {
  const key = `${which} ${pattern}`
  const texts = known.get(key) ?? sample(stringMatching(new RegExp(pattern)), { numRuns: 5, seed: which })
  known.set(key, texts)
  return texts
}

function numberLeaf(site: Site, index: number): readonly Leaf[] {
  const { minimum = 0, maximum = Infinity } = site.schema
  // Both grow from place to place, since a minimum stands before its maximum.
  const marker = 77_000_000 + index
  const largest = Number.MAX_SAFE_INTEGER - 100_000 + index
  return minimum <= marker && largest <= maximum ? [{ ...site, marker, hostile: [largest] }] : []
}

/** Helm deletes these words from all that it prints. */
const lostInHelm = /<no value>/

/** All leaves at once in one set of values; the items of a list that they stand in are joined. */
export function arranged(base: Json, leaves: readonly Leaf[], valueOf: (leaf: Leaf) => Json): Json {
  return leaves.reduce<Json>((values, leaf) => joined(values, leaf.place(valueOf(leaf))), base)
}

function joined(below: Json | undefined, above: Json): Json {
  if (Array.isArray(below) && Array.isArray(above)) return [...above.map((item, index) => joined(below[index], item)), ...below.slice(above.length)]
  if (!isMap(below) || !isMap(above)) return above
  return { ...below, ...Object.fromEntries(Object.entries(above).map(([key, value]) => [key, joined(below[key], value)])) }
}

/** The leaves that can be set together without a refusal. What a check forbids in this company is left out, one value for each sentence, since it takes two to be forbidden together. */
export async function usable(leaves: readonly Leaf[], refusalOf: (leaves: readonly Leaf[]) => Promise<string | undefined>): Promise<readonly Leaf[]> {
  const refusal = await refusalOf(leaves)
  if (refusal === undefined) return leaves
  const named = refusal.split('\n').filter((line) => line.startsWith('- ')).flatMap((line) => lastNamed(leaves, line))
  const left = leaves.filter((leaf) => !named.includes(leaf))
  return left.length < leaves.length ? usable(left, refusalOf) : withAccepted([], leaves, true, refusalOf)
}

/** What is accepted already, and as much more as is accepted with it: one half is added after the other. */
async function withAccepted(accepted: readonly Leaf[], more: readonly Leaf[], isRefused: boolean, refusalOf: (leaves: readonly Leaf[]) => Promise<string | undefined>): Promise<readonly Leaf[]> {
  if (more.length === 0) return accepted
  if (!isRefused && (await refusalOf([...accepted, ...more])) === undefined) return [...accepted, ...more]
  if (more.length === 1) return accepted
  const middle = Math.ceil(more.length / 2)
  const first = await withAccepted(accepted, more.slice(0, middle), false, refusalOf)
  // Where the whole first half is accepted, it is the second one that is refused.
  return withAccepted(first, more.slice(middle), first.length === accepted.length + middle, refusalOf)
}

/** What a sentence names last: a value, or else the group of one that nobody can set here. */
function lastNamed(leaves: readonly Leaf[], line: string): readonly Leaf[] {
  const names = (line.match(/[\w.[\]/-]+/g) ?? []).map((word) => word.replaceAll(/\[(\w+)\]/g, '.$1').replace(/^values\.|\.$/g, '')).toReversed()
  const leaf = names.map((name) => called(leaves, name)).find((found) => found !== undefined)
  if (leaf !== undefined) return [leaf]
  const groups = names.flatMap((name) => (name.includes('.') ? [name, name.replace(/\.[^.]+$/, '')] : [name]))
  return groups.map((group) => leaves.filter((leaf) => whole(leaf).startsWith(`.${group}.`))).find((found) => found.length > 0) ?? []
}

/** By its whole path or, as the chart that is brought along calls it, by the end of it; else the switch of the group that the name is in. */
function called(leaves: readonly Leaf[], name: string): Leaf | undefined {
  const first = leaves.find((leaf) => whole(leaf) === `.${name}`)
  if (first !== undefined || !name.includes('.')) return first
  const group = name.replace(/\.[^.]+$/, '')
  return leaves.find((leaf) => whole(leaf).endsWith(`.${name}`)) ?? leaves.find((leaf) => whole(leaf) === `.${group}.enabled`)
}

function whole({ path }: Leaf): string {
  return `.${path.join('.')}`
}

export interface Leaf extends Site {
  /** The harmless value, which can be told apart in what comes out unless it is fixed. */
  readonly marker: Json
  /** None for a value that is fixed. */
  readonly hostile: readonly (string | number)[]
}
