import type { Schema } from '../../model.ts'

/** Sentences on a value, for people: what it is, what it may be, whether it is a template. The default is not in it. */
export function description(schema: Schema): string {
  const choices = schema.enum === undefined ? '' : `One of ${schema.enum.map((choice) => code(JSON.stringify(choice))).join(', ')}.`
  const template = schema['x-template'] === true ? 'May contain template text.' : ''
  return [sentence(schema.description ?? ''), choices, template].filter((part) => part !== '').join(' ')
}

/** Editors show descriptions but no defaults (yaml-language-server), so that the description says it. */
export function descriptionWithDefault(schema: Schema): string {
  return [description(schema), defaultSentence(schema)].filter((part) => part !== '').join(' ')
}

function defaultSentence(schema: Schema): string {
  if (schema.default === undefined) return ''
  const text = JSON.stringify(schema.default)
  return text.length > 80 ? 'Default: see `values.yaml`.' : `Default: ${code(text)}.`
}

/** Markdown code; a value that holds backticks needs a longer fence. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}

/** Text with a dot at its end. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  return trimmed === '' || /[.!?:]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
