import type { Report, TemplateSource } from '../model.ts'
import { parseTemplate } from './parse-template.ts'
import type { SourceReader } from './source-reader.ts'

/** What every chart may use. */
export interface SharedTemplates {
  readonly helpers: readonly TemplateSource[]
  readonly partials: readonly TemplateSource[]
}

export function loadShared(reader: SourceReader, report: Report): SharedTemplates {
  return { helpers: loadHelpers('charts-src', reader, report), partials: loadPartials('charts-src', reader, report) }
}

export function loadHelpers(folder: string, reader: SourceReader, report: Report): readonly TemplateSource[] {
  const isHelper = (path: string): boolean => /\.(?:yml|txt)\.hbs$/.test(path)
  return loadTemplates(`${folder}/helpers`, reader, report, isHelper, '".yml.hbs" for a map or list, ".txt.hbs" for a string')
}

export function loadPartials(folder: string, reader: SourceReader, report: Report): readonly TemplateSource[] {
  const partials = loadTemplates(`${folder}/partials`, reader, report, (path) => path.endsWith('.hbs'), '".hbs"')
  return partials.map((partial) => ({ ...partial, name: partial.name.replace(/\.yml$/, '') }))
}

function loadTemplates(folder: string, reader: SourceReader, report: Report, takes: (path: string) => boolean, endings: string): readonly TemplateSource[] {
  const paths = reader.list(folder)
  for (const path of paths.filter((path) => !takes(path))) {
    report({ rule: 'unknown-file', severity: 'error', message: `"${path.slice(folder.length + 1)}" has no use in "${folder}"`, why: `the files here end in ${endings}`, span: { file: path, start: 0, end: 0 } })
  }
  return paths.filter(takes).flatMap((path) => {
    const file = reader.read(path)
    const template = file && parseTemplate(file, path.slice(folder.length + 1, -'.hbs'.length), report)
    return template ? [template] : []
  })
}
