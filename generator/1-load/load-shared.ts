import type { Report, SourceFile, TemplateSource } from '../model.ts'
import { parseTemplate } from './parse-template.ts'
import type { SourceReader } from './source-reader.ts'

/** What every chart may use. */
export interface SharedTemplates {
  readonly helpers: readonly TemplateSource[]
  readonly partials: readonly TemplateSource[]
}

export async function loadShared(reader: SourceReader, report: Report): Promise<SharedTemplates> {
  const [helpers, partials] = await Promise.all([loadHelpers('charts-src', reader, report), loadPartials('charts-src', reader, report)])
  return { helpers, partials }
}

export async function loadHelpers(folder: string, reader: SourceReader, report: Report): Promise<readonly TemplateSource[]> {
  const isHelper = (path: string): boolean => /\.(?:yml|txt)\.hbs$/.test(path)
  return loadTemplates(`${folder}/helpers`, reader, report, isHelper, '".yml.hbs" for a map or list, ".txt.hbs" for a string')
}

export async function loadPartials(folder: string, reader: SourceReader, report: Report): Promise<readonly TemplateSource[]> {
  const partials = await loadTemplates(`${folder}/partials`, reader, report, (path) => path.endsWith('.hbs'), '".hbs"')
  return partials.map((partial) => ({ ...partial, name: partial.name.replace(/\.yml$/, '') }))
}

/** Reads paths that are sure to be there. */
export async function readAll(paths: readonly string[], reader: SourceReader): Promise<readonly SourceFile[]> {
  const files = await Promise.all(paths.map((path) => reader.read(path)))
  return files.filter((file) => file !== undefined)
}

async function loadTemplates(folder: string, reader: SourceReader, report: Report, takes: (path: string) => boolean, endings: string): Promise<readonly TemplateSource[]> {
  const paths = await reader.list(folder)
  for (const path of paths.filter((path) => !takes(path))) {
    report({ rule: 'unknown-file', severity: 'error', message: `"${path.slice(folder.length + 1)}" has no use in "${folder}"`, why: `the files here end in ${endings}`, span: { file: path, start: 0, end: 0 } })
  }
  const wanted = paths.filter(takes)
  const files = await Promise.all(wanted.map((path) => reader.read(path)))
  return files.flatMap((file, index) => {
    const path = wanted[index]
    const template = file && path !== undefined ? parseTemplate(file, path.slice(folder.length + 1, -'.hbs'.length), report) : undefined
    return template ? [template] : []
  })
}
