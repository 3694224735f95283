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
  const like = pattern === undefined || format !== undefined ? [] : sample(stringMatching(new RegExp(pattern)), { numRuns: 5, seed: index }).filter((text) => text !== '' && isFitting(text))
  const hostile = [...printed, ...like]
  return marker === undefined || hostile.length === 0 || format !== undefined ? [] : [{ ...site, marker, hostile }]
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

/** The leaves that can be set together without a refusal. What a check forbids in this company is left out. */
export async function usable(leaves: readonly Leaf[], isAccepted: (leaves: readonly Leaf[]) => Promise<boolean>): Promise<readonly Leaf[]> {
  return grown([], leaves, isAccepted)
}

async function grown(kept: readonly Leaf[], others: readonly Leaf[], isAccepted: (leaves: readonly Leaf[]) => Promise<boolean>): Promise<readonly Leaf[]> {
  if (others.length === 0) return kept
  if (await isAccepted([...kept, ...others])) return [...kept, ...others]
  if (others.length === 1) return kept
  const half = Math.ceil(others.length / 2)
  return grown(await grown(kept, others.slice(0, half), isAccepted), others.slice(half), isAccepted)
}

export interface Leaf extends Site {
  /** The harmless value, which can be told apart in what comes out unless it is fixed. */
  readonly marker: Json
  /** None for a value that is fixed. */
  readonly hostile: readonly (string | number)[]
}
