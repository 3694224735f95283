import { createHash } from 'node:crypto'
import type { ChartFile } from '../../generator/model.ts'

/** Small mistakes in the templates of a chart. Always the same ones for the same templates, so that survivors can be listed. */
export function mutantsOf(files: readonly ChartFile[], count: number): readonly Mutant[] {
  const templates = files.filter(({ path }) => /^templates\/.+\.(ya?ml|tpl)$/.test(path))
  const mutants = templates.flatMap((file) => mutantsOfFile(file))
  const distinct = [...new Map(mutants.map((mutant) => [mutant.name, mutant])).values()]
  return distinct.map((mutant) => ({ mutant, order: createHash('sha256').update(mutant.name).digest('hex') }))
    .sort((left, right) => (left.order < right.order ? -1 : 1))
    .slice(0, count).map(({ mutant }) => mutant)
}

function mutantsOfFile({ path, text }: ChartFile): readonly Mutant[] {
  const lines = text.split('\n')
  const written = new Map<string, number>()
  return lines.flatMap((line, index) => {
    if (line.trim() === '' || /^\s*(#|\/\/|\/\*)/.test(line) || isComment(line)) return []
    // A line may stand in a file several times.
    const times = (written.get(line.trim()) ?? 0) + 1
    written.set(line.trim(), times)
    return Object.entries(mistakes).flatMap(([kind, make]) => {
      const made = make(line, lines[index + 1] ?? '')
      if (made === undefined || made.join('\n') === [line, lines[index + 1] ?? ''].join('\n')) return []
      const place = times === 1 ? line.trim() : `${line.trim()} (${times})`
      return [{ name: `${path}: ${kind}: ${place}`, path, line, index, text: [...lines.slice(0, index), ...made, ...lines.slice(index + 2)].join('\n') }]
    })
  })
}

function isComment(line: string): boolean {
  return /^\s*\{\{-? ?\/\*/.test(line)
}

/** What becomes of a line and the next one; undefined where the mistake cannot be made. */
const mistakes: { readonly [kind: string]: (line: string, next: string) => readonly string[] | undefined } = {
  'drop the line': (line, next) => (/\{\{-? ?(end|if|range|with|else|define)\b/.test(line) ? undefined : [next]),
  'swap two values': (line, next) => {
    const [one, other] = [pair.exec(line), pair.exec(next)]
    return one === null || other === null ? undefined : [`${one[1]}${other[2]}`, `${other[1]}${one[2]}`]
  },
  'remove a quote': (line, next) => changed(line, next, / \| quote(?= )/, ''),
  'remove the whole number': (line, next) => changed(line, next, /\{\{ int64 /, '{{ '),
  'always': (line, next) => changed(line, next, /\{\{- if (?!true).* \}\}$/, '{{- if true }}'),
  'never': (line, next) => changed(line, next, /\{\{- if .* \}\}$/, '{{- if false }}'),
  'the opposite': (line, next) => changed(line, next, /\{\{- if (.*) \}\}$/, '{{- if not ($1) }}'),
  'misspell a value': (line, next) => changed(line, next, /\.Values\.([A-Za-z.]+[A-Za-z])/, '.Values.$1s'),
  'another component': (line, next) => changed(line, next, /\.Values\.(catalogue|featurestore|metricstore|ui)\b/, (_, name: string) => `.Values.${name === 'ui' ? 'catalogue' : 'ui'}`),
  'indent by two more': (line, next) => changed(line, next, /nindent (\d+)/, (_, count: string) => `nindent ${Number(count) + 2}`),
  'another word': (line, next) => changed(line, next, /^(\s*(?:- )?[\w/."-]+: )([A-Za-z][\w.-]*)$/, '$1$2x'),
  'another number': (line, next) => changed(line, next, /^(\s*(?:- )?[\w/."-]+: )(\d+)$/, (_, key: string, value: string) => `${key}${Number(value) + 1}`),
  'another key': (line, next) => changed(line, next, /^(\s*(?:- )?)([a-z]\w*):/, '$1$2x:'),
}

const pair = /^(\s*(?:- )?[\w/."-]+: )(\S.*)$/

function changed(line: string, next: string, what: RegExp, to: string | ((...parts: string[]) => string)): readonly string[] | undefined {
  return what.test(line) ? [line.replace(what, to as string), next] : undefined
}

export interface Mutant {
  /** The template, the mistake and the line that it was made in. */
  readonly name: string
  readonly path: string
  /** As it was before. */
  readonly line: string
  /** How many lines stand before it. */
  readonly index: number
  readonly text: string
}
