import { createRequire } from 'node:module'
import validVersion from 'semver/functions/valid.js'
import validRange from 'semver/ranges/valid.js'
import { violationDiagnostic } from '../diagnostics/violation-diagnostics.ts'
import { validate, type Formats } from '../json-schema/validate.ts'
import type { ChartMetadata, Report, SourceFile } from '../model.ts'
import { locate, locateValue, type Pointer } from '../syntax/locate.ts'
import { syntaxTree } from '../syntax/syntax-tree.ts'
import { metadataSchema } from './metadata-schema.ts'

/** The metadata of a chart, checked once here; undefined when something is wrong with it, which is reported. */
export function chartMetadata(file: SourceFile, folder: string, report: Report): ChartMetadata | undefined {
  const { value, errors } = syntaxTree(file)
  errors.forEach((error) => report({ severity: 'error', ...error }))
  if (errors.length > 0) return undefined
  const violations = validate(metadataSchema, value, formats)
  const place = { rule: 'chart-metadata', key: (pointer: Pointer) => locate(file, pointer), value: (pointer: Pointer) => locateValue(file, pointer), formats: meanings, words: { spdx: licenses } }
  for (const violation of violations) report(violationDiagnostic(violation, place))
  if (violations.length > 0) return undefined
  const metadata = value as unknown as ChartMetadata
  if (metadata.name === folder) return metadata
  report({ rule: 'chart-metadata', severity: 'error', message: `the chart in the folder "${folder}" is named "${metadata.name}"`, why: 'Helm demands that both are the same', fix: `write "name: ${folder}"`, span: locateValue(file, ['name']) })
  return undefined
}

// An import of JSON would print a warning in Node 20.
const licenses = createRequire(import.meta.url)('spdx-license-ids') as readonly string[]

/** What each format means, in words. */
const meanings: { readonly [name: string]: string } = {
  'chart-name': 'a name is made of small letters, digits and hyphens, and starts with a letter',
  'component-name': 'a component is named with small letters, digits and hyphens, and starts with a letter',
  semver: 'a version has three numbers, "1.2.3", and may have a prerelease, "1.2.3-rc.1"',
  'semver-range': 'a range of versions is needed, such as ">=1.31.0-0"',
  spdx: 'a license is named as in the SPDX license list',
  url: 'a full address is needed, with "https://"',
}

const formats: Formats = {
  'chart-name': (text) => /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text),
  'component-name': (text) => /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(text),
  semver: (text) => validVersion(text) === text,
  'semver-range': (text) => validRange(text) !== null,
  spdx: (text) => licenses.includes(text),
  url: (text) => /^https?:/.test(text) && URL.canParse(text),
}
