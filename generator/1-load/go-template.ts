import type { Diagnostic, SourceFile } from '../model.ts'

/** Finds Go template text, which Helm users write by habit: some of it would even pass as Handlebars, and mean something else. */
export function goTemplates(file: SourceFile): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  for (const match of file.text.matchAll(mustaches)) {
    const [mustache, escape, inside] = match
    if (inside === undefined || escape) continue
    const code = inside.replace(strings, (string) => '"'.repeat(string.length)).replace(blockParameters, '')
    if (!signs.some((sign) => sign.test(code))) continue
    const span = { file: file.path, start: match.index, end: match.index + mustache.length }
    found.push({ rule: 'go-template', severity: 'error', message: `"${shorten(mustache)}" is Go template text`, why: 'a chart source is Handlebars; the compiler writes the Go template', fix: suggestion(inside), span })
  }
  return found
}

/** Comments, then mustaches with the backslash that escapes them and what they hold. */
const mustaches = /\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![\s\S]*?\}\}|(\\?)\{\{\{?([\s\S]*?)\}\}/g
const strings = /"(?:[^"\\]|\\.)*"|'[^']*'/g

const blockParameters = /\bas\s+\|[^|]*\|?/

const signs: readonly RegExp[] = [
  /^-(?:\s|$)/, // {{- x
  /\s-$/, // x -}}
  /^\s*-?\s*(?:if|range|with|define|template|block)\s+[(.$"]/,
  /^\s*-?\s*(?:end|break|continue)\s*-?$/,
  /(?:^|[\s(])\.[A-Za-z]/, // .Values.x
  /(?:^|[\s(])\$(?:[.\s)A-Za-z]|$)/, // $, $.Values.x, $name
  /\s\.(?:\s|$)/, // include "x" .
  /:=/,
  /\|/, // x | quote
]

function suggestion(inside: string): string {
  const code = inside.replace(/^-|-$/g, '').trim()
  const [, word = '', rest = ''] = /^(else if|\w+)\s*([\s\S]*)$/.exec(code) ?? []
  const paths = pathsOf(code)
  const path = paths[0] ?? 'values.…'
  const loop = /:=\s*(.*)$/.exec(rest)
  if (word === 'end') return 'close the block by its name: "{{/if}}", "{{/each}}", "{{/with}}"'
  if (word === 'if' && /^not\s/.test(rest)) return `write "{{#unless ${path}}}" and close it with "{{/unless}}"`
  if (word === 'if') return `write "{{#if ${path}}}" and close it with "{{/if}}"`
  if (word === 'else if') return `write "{{else if ${path}}}"`
  if (word === 'range') return `write "{{#each ${(loop && pathsOf(loop[1] ?? '')[0]) ?? path} as |value key|}}" and close it with "{{/each}}"`
  if (word === 'with') return `write "{{#with ${path} as |value|}}" and close it with "{{/with}}"`
  if (word === 'include' || word === 'template') return includeSuggestion(rest)
  if (word === 'define') return 'put the named template into a file of its own, "helpers/<name>.yml.hbs" or "helpers/<name>.txt.hbs"'
  if (/^\$\w*\s*:?=/.test(code)) return `name it with a block: "{{#with ${path} as |${/^\$(\w+)/.exec(code)?.[1] ?? 'name'}|}}"`
  if (paths.length > 0) return `write "{{${path}}}": quotes and indentation are the compiler's business`
  return 'write the value alone: "{{values.…}}"; functions are called as "{{default "x" values.…}}"'
}

function includeSuggestion(rest: string): string {
  const name = /^"(?:[^".]*\.)*([^".]+)"/.exec(rest)?.[1] ?? 'name'
  return `write "{{> ${name}}}" for a map or list, "{{${name}}}" for a string`
}

/** What `.Values.a`, `$.Release.Name` … are called in a chart source. */
function pathsOf(code: string): readonly string[] {
  return [...code.matchAll(/\$?\.(Values|Release|Chart|Capabilities)((?:\.\w+)+)/g)].map(([, root = '', below = '']) => {
    const isValues = root === 'Values'
    return root.toLowerCase() + (isValues ? below : below.replace(/\.([A-Z])/g, (_, letter: string) => `.${letter.toLowerCase()}`))
  })
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}…}}` : line
}
