import type { Json, Schema } from '../../model.ts'

/** Sentences on a value, for people: what it is, what it may be, whether it is a template. The default is not in it. */
export function description(schema: Schema): string {
  const choices = schema.enum === undefined ? '' : `One of ${schema.enum.map((choice) => code(JSON.stringify(choice))).join(', ')}.`
  const template = schema['x-template'] === true ? 'May contain template text.' : ''
  return [sentence(schema.description ?? ''), choices, template].filter((part) => part !== '').join(' ')
}

/** What a description says of the default, since editors show descriptions but no defaults (yaml-language-server). */
export function defaultSentence(value: Json): string {
  const text = JSON.stringify(value)
  return text.length > 80 ? seeValues : `Default: ${code(text)}.`
}

/** What decides in place of a value that has no default. */
export function otherwiseText(paths: readonly string[]): string {
  return paths.map((path) => code(path)).join(', else ')
}

/** Instead of a default that is long, or not the same everywhere. */
export const seeValues = 'Default: see `values.yaml`.'

/** Markdown code; a value that holds backticks needs a longer fence. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}

/** Text with a dot at its end. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[.!?:]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
