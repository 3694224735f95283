import type { ChartFile, ChartSource, Json, Preset, Schema } from '../model.ts'
import { isSubchart, withGivenOnly } from '../schema/own-values.ts'
import { code, description, otherwiseText, sentence } from './schema/description.ts'
import { leafName, leaves, type Leaf } from './schema/leaves.ts'
import { sections, type Section } from './schema/sections.ts'
import { typeText } from './schema/type-text.ts'

/** README.md: the author's prose, how to install, the presets, and every value. */
export function readme(chart: ChartSource): ChartFile {
  const parts = [
    title(chart),
    installing(chart),
    presets(chart.presets),
    upgrading(chart),
    ['## Values', 'One row a value. `<name>` stands for a name that you choose, `[]` for an item of a list.'],
    ...sections(withGivenOnly(chart.schema)).map((section) => values(chart, section)),
  ]
  return { path: 'README.md', text: `${parts.flat().join('\n\n')}\n` }
}

/** The prose may bring its own title. */
function title({ metadata, readme: prose }: ChartSource): readonly string[] {
  const text = prose?.text.trim() ?? ''
  const facts = `Chart ${code(metadata.version)}, application ${code(metadata.appVersion)}, Kubernetes ${code(metadata.kubeVersion)}.`
  if (!text.startsWith('# ')) return [`# ${metadata.name}`, escape(sentence(metadata.description)), facts, ...(text === '' ? [] : [text])]
  const [heading = '', ...rest] = text.split('\n')
  return [heading, escape(sentence(metadata.description)), facts, ...(rest.length === 0 ? [] : [rest.join('\n').trim()])]
}

function installing({ name, schema }: ChartSource): readonly string[] {
  const required = leaves(schema).filter(({ path, isRequired }) => isRequired && !path.some((part) => part === '<name>' || part === '[]'))
  const missing = required.map(({ path }) => code(leafName(path))).join(', ')
  return [
    '## Installing',
    'From the folder of the chart, or with its package in place of `.`:',
    fence('sh', `helm install ${name} . --namespace ${name} --create-namespace --values my-values.yaml`),
    missing === ''
      ? '`my-values.yaml` holds only what differs from `values.yaml`; without it everything has its default.'
      : `\`my-values.yaml\` holds what differs from \`values.yaml\`, and at least: ${missing}.`,
    'An editor with a YAML language server completes and checks it when its first line is:',
    fence('yaml', '# yaml-language-server: $schema=values.schema.json'),
  ]
}

function presets(all: readonly Preset[]): readonly string[] {
  if (all.length === 0) return []
  const rows = all.map(({ name, file }) => [code(`values.${name}.yaml`), escape(firstComment(file.text))])
  return ['## Presets', 'Values files for common cases; your own file comes after them and wins.', table(['File', 'For'], rows)]
}

/** The comment that a values file begins with is its description. */
function firstComment(text: string): string {
  const lines = text.split('\n').filter((line) => !/^#\s*(yaml-language-server|\$schema):?/.test(line))
  const start = lines.findIndex((line) => line.trim() !== '')
  const comment = lines.slice(Math.max(start, 0))
  const end = comment.findIndex((line) => !line.startsWith('#'))
  return comment
    .slice(0, end === -1 ? comment.length : end)
    .map((line) => line.replace(/^#+\s?/, '').trim())
    .join(' ')
    .trim()
}

function upgrading({ name }: ChartSource): readonly string[] {
  return [
    '## Upgrading',
    fence('sh', `helm upgrade ${name} . --namespace ${name} --reset-then-reuse-values`),
    [
      '- `--reuse-values` alone hides the defaults that a newer chart adds: use `--reset-then-reuse-values`, or give your values file again.',
      '- Unknown values and values of the wrong type are refused. To get a default back, remove the line: `null` is refused.',
      '- `--skip-schema-validation` switches these checks off, and then nobody answers for what is rendered.',
    ].join('\n'),
  ]
}

function values(chart: ChartSource, { title: heading, properties }: Section): readonly string[] {
  const rows = properties.flatMap(([name, property]) => {
    const group = { ...chart.schema, properties: { [name]: property } }
    const own = leaves(group).map((leaf) => [code(leafName(leaf.path)), typeText(leaf.schema), defaultText(leaf), escape(leafDescription(leaf))])
    return isSubchart(property) ? [subchart(name, property), ...own] : own
  })
  return [...(heading === '' ? [] : [`### ${heading}`]), table(['Value', 'Type', 'Default', 'Description'], rows)]
}

/** All values of a subchart stand in its own README; only what this chart gives it follows. */
function subchart(name: string, { description: text, 'x-subchart': chart = '' }: Schema): readonly string[] {
  return [code(name), 'object', '', `${escape(sentence(text ?? ''))} Its values are those of [${chart}](charts/${chart}/README.md).`]
}

function leafDescription({ schema, isRequired }: Leaf): string {
  return [description(schema), isRequired ? 'Required.' : ''].filter((part) => part !== '').join(' ')
}

function defaultText({ schema }: Leaf): string {
  const value: Json | undefined = schema.default
  if (value === undefined) return schema['x-otherwise'] === undefined ? '' : otherwiseText(schema['x-otherwise'])
  const text = JSON.stringify(value)
  return text.length > 80 ? 'see `values.yaml`' : code(text).replaceAll('|', '\\|')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``
}

/** Text in a table or paragraph: code spans stay as they are, but a bar would end the cell even there. */
function escape(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .split(/(`+[^`]*`+)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/[\\*_<>[\]#]/g, '\\$&')).replaceAll('|', '\\|'))
    .join('')
}
