import { didYouMean } from '../diagnostics/nearest.ts'
import type { ChartSource, Preset, Report, SourceFile, TemplateSource } from '../model.ts'
import { syntaxTree } from '../syntax/syntax-tree.ts'
import { chartMetadata } from './chart-metadata.ts'
import type { SchemaLoader } from './load-schema.ts'
import { loadHelpers, loadPartials, type SharedTemplates } from './load-shared.ts'
import { parseTemplate } from './parse-template.ts'
import type { SourceReader } from './source-reader.ts'

/** Reads the source of one chart; undefined when what a chart can't be without is missing or can't be read, which is reported. */
export function loadChart(name: string, reader: SourceReader, schemas: SchemaLoader, shared: SharedTemplates, report: Report): ChartSource | undefined {
  const folder = `charts-src/${name}`
  const paths = reader.list(folder)
  const filesBelow = (start: string): readonly SourceFile[] => paths.filter((path) => path.startsWith(`${folder}/${start}`)).flatMap((path) => reader.read(path) ?? [])
  reportUnknownFiles(folder, paths, report)

  const helpers = loadHelpers(folder, reader, report)
  const partials = loadPartials(folder, reader, report)
  const metadataFile = reader.read(`${folder}/chart.yaml`)
  const metadata = metadataFile && chartMetadata(metadataFile, name, report)
  const schemaFile = reader.read(`schemas/${name}.schema.json`)
  const schema = schemas.resolve(`schemas/${name}.schema.json`)
  const optional = (path: string): TemplateSource | undefined => {
    const file = reader.read(`${folder}/${path}`)
    return file && parseTemplate(file, path.slice(0, -'.hbs'.length), report)
  }
  const [notes, checks, readme] = [optional('NOTES.txt.hbs'), optional('checks.hbs'), reader.read(`${folder}/README.md`)]
  const templates = filesBelow('templates/').filter(isTemplate).flatMap((file) => parseTemplate(file, nameBelow(file, `${folder}/templates/`), report) ?? [])

  if (!metadataFile) report({ rule: 'missing-file', severity: 'error', message: `the chart "${name}" has no "chart.yaml"`, why: 'it holds the name, the version and what else a chart says about itself', span: { file: `${folder}/chart.yaml`, start: 0, end: 0 } })
  if (!schemaFile) report({ rule: 'missing-file', severity: 'error', message: `the chart "${name}" has no "schemas/${name}.schema.json"`, why: 'the schema is where its values are declared', span: { file: `schemas/${name}.schema.json`, start: 0, end: 0 } })
  if (!metadataFile || !metadata || !schemaFile || !schema) return undefined
  return {
    name,
    folder,
    metadata,
    metadataFile,
    schema,
    schemaFile,
    presets: filesBelow('values.').flatMap((file) => preset(file, report)),
    templates,
    helpers: ownFirst(helpers, shared.helpers, (helper) => helper.name.replace(/\.\w+$/, '')),
    partials: ownFirst(partials, shared.partials, (partial) => partial.name),
    ...(notes && { notes }),
    ...(checks && { checks }),
    ...(readme && { readme }),
    verbatim: filesBelow('templates/').filter((file) => !isTemplate(file)),
    files: filesBelow('files/'),
    tests: filesBelow('tests/'),
    ci: filesBelow('ci/'),
  }
}

const presetName = /^values\.([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml$/
const parts = ['chart.yaml', 'README.md', 'NOTES.txt.hbs', 'checks.hbs']
const folders = ['templates/', 'partials/', 'helpers/', 'tests/', 'ci/', 'files/']

function reportUnknownFiles(folder: string, paths: readonly string[], report: Report): void {
  for (const path of paths) {
    const inside = path.slice(folder.length + 1)
    const isKnown = parts.includes(inside) || presetName.test(inside) || folders.some((known) => inside.startsWith(known))
    if (isKnown) continue
    report({ rule: 'unknown-file', severity: 'error', message: `"${inside}" is no part of a chart source`, ...advice(inside), span: { file: path, start: 0, end: 0 } })
  }
}

function advice(inside: string): { readonly why?: string; readonly fix?: string } {
  if (/^values\.ya?ml$/.test(inside)) return { why: 'the default values stand in the schema', fix: 'move them there, or name the file "values.<preset>.yaml"' }
  if (inside.startsWith('values')) return { why: 'a preset is named "values.<preset>.yaml", with small letters, digits and single hyphens' }
  if (/^chart\.ya?ml$/i.test(inside)) return { fix: 'name it "chart.yaml"' }
  if (inside.includes('/')) return didYouMean(`${inside.split('/')[0]}/`, folders)
  return didYouMean(inside, parts)
}

function preset(file: SourceFile, report: Report): readonly Preset[] {
  const [, name] = presetName.exec(file.path.slice(file.path.lastIndexOf('/') + 1)) ?? []
  if (name === undefined) return []
  const { value, errors } = syntaxTree(file)
  errors.forEach((error) => report({ severity: 'error', ...error }))
  return errors.length > 0 ? [] : [{ name, file, values: value ?? {} }]
}

function isTemplate({ path }: SourceFile): boolean {
  return path.endsWith('.hbs')
}

function nameBelow({ path }: SourceFile, folder: string): string {
  return path.slice(folder.length, -'.hbs'.length)
}

/** The chart's own and the shared ones that it has none of the same name for. */
function ownFirst(own: readonly TemplateSource[], shared: readonly TemplateSource[], key: (template: TemplateSource) => string): readonly TemplateSource[] {
  const names = new Set(own.map(key))
  return [...own, ...shared.filter((template) => !names.has(key(template)))]
}
