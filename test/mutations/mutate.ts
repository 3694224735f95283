import type { Random } from './random.ts'

/** Slips of the fingers, of editors and of merges: each changes a text a little. */
export const mutations = {
  deleteLine: (text, random) => inLines(text, random, (lines, at) => lines.toSpliced(at, 1)),
  duplicateLine: (text, random) => inLines(text, random, (lines, at) => lines.toSpliced(at, 0, lines[at] ?? '')),
  swapLines: (text, random) => inLines(text, random, (lines, at) => lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? '')),
  moveLine: (text, random) => inLines(text, random, (lines, at) => lines.toSpliced(at, 1).toSpliced(random.below(lines.length), 0, lines[at] ?? '')),
  joinLines: (text, random) => inLines(text, random, (lines, at) => lines.toSpliced(at, 2, `${lines[at] ?? ''}${(lines[at + 1] ?? '').trim()}`)),
  indentLine: (text, random) => inLines(text, random, (lines, at) => lines.with(at, `${random.pick([' ', '  ', '\t', '    '])}${lines[at] ?? ''}`)),
  outdentLine: (text, random) => inLines(text, random, (lines, at) => lines.with(at, (lines[at] ?? '').replace(/^ {1,2}/, ''))),
  commentLine: (text, random) => inLines(text, random, (lines, at) => lines.with(at, `#${lines[at] ?? ''}`)),
  deleteCharacter: (text, random) => cut(text, random.below(text.length), 1),
  doubleCharacter: (text, random) => at(text, random, (place) => text.slice(place, place + 1)),
  insertText: (text, random) => at(text, random, () => random.pick(['{{', '}}', '{{{', '#', '"', "'", '`', ':', ': ', '- ', '|', '>', '&a ', '*a ', '%', '@', '!', '[', '{', ',', '\\', '/', '(', ')', '---', '\n', '~', '=', '$', '.'])),
  insertTag: (text, random) => at(text, random, () => random.pick(['{{/if}}', '{{else}}', '{{#if values}}', '{{#each values as |a b|}}', '{{values}}', '{{release}}', '{{this}}', '{{@key}}', '{{> labels}}', '{{#*inline "x"}}', '{{!--', '{{ .Values.x }}', '{{merge values}}', '{{../x}}', '{{x.[0]}}', '{{"a"}}', '{{(a)}}', '{{lookup values "x"}}', '{{> @partial-block}}', '{{&x}}', '\\{{x}}'])),
  insertUnicode: (text, random) => at(text, random, () => random.pick(['\t', '\u0000', '\u00a0', '\ufeff', '\u2028', '\u{1f4a9}', '\ue000', '\uf8ff', 'ä', '\r', '\u0085', '\u001b'])),
  renameIdentifier: (text, random) => inMatches(text, random, /[A-Za-z][A-Za-z0-9]+/g, (word) => random.pick([`${word}x`, word.slice(1), word.toUpperCase(), 'values', 'name', 'if', '__proto__', 'constructor', `${word.slice(0, 1)}${word}`])),
  swapWords: (text, random) => inMatches(text, random, /[A-Za-z][A-Za-z0-9.]+/g, () => random.pickFrom(text.match(/[A-Za-z][A-Za-z0-9.]+/g) ?? []) ?? ''),
  dropTag: (text, random) => inMatches(text, random, /\{\{[^}]*\}\}/g, () => ''),
  dropClosingTag: (text, random) => inMatches(text, random, /\{\{\/[^}]*\}\}/g, () => ''),
  duplicateTag: (text, random) => inMatches(text, random, /\{\{[^}]*\}\}/g, (tag) => tag + tag),
  swapTags: (text, random) => inMatches(text, random, /\{\{[^}]*\}\}/g, () => random.pickFrom(text.match(/\{\{[^}]*\}\}/g) ?? []) ?? ''),
  quoteTag: (text, random) => inMatches(text, random, /\{\{[^}]*\}\}/g, (tag) => `"${tag}"`),
  changeNumber: (text, random) => inMatches(text, random, /\d+/g, () => random.pick(['0', '-1', '1e6', '99999999999999999999', '0x1f', '1.5', '010'])),
  changeLiteral: (text, random) => inMatches(text, random, /"[^"\n]*"/g, () => random.pick(['""', '"a: b"', '"{{x}}"', 'null', '[]', '{}', 'true', '"\\u0000"', '7'])),
  truncate: (text, random) => text.slice(0, random.below(text.length)),
  cutRange: (text, random) => cut(text, random.below(text.length), 1 + random.below(40)),
} as const satisfies { readonly [name: string]: Mutation }

export type MutationName = keyof typeof mutations

type Mutation = (text: string, random: Random) => string

/** A text that differs, and what was done to it. */
export function mutate(text: string, random: Random): { readonly text: string; readonly name: MutationName } {
  const names = Object.keys(mutations) as readonly MutationName[]
  for (;;) {
    const name = random.pickFrom(names) ?? 'truncate'
    const mutated = mutations[name](text, random)
    if (mutated !== text) return { text: mutated, name }
  }
}

function inLines(text: string, random: Random, change: (lines: readonly string[], at: number) => readonly string[]): string {
  const lines = text.split('\n')
  return change(lines, random.below(lines.length)).join('\n')
}

function inMatches(text: string, random: Random, pattern: RegExp, change: (match: string) => string): string {
  const match = random.pickFrom([...text.matchAll(pattern)])
  return match === undefined ? text : text.slice(0, match.index) + change(match[0]) + text.slice(match.index + match[0].length)
}

function at(text: string, random: Random, inserted: (place: number) => string): string {
  const place = random.below(text.length + 1)
  return text.slice(0, place) + inserted(place) + text.slice(place)
}

function cut(text: string, start: number, length: number): string {
  return text.slice(0, start) + text.slice(start + length)
}
