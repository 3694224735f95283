import { nearest } from '../diagnostics/nearest.ts'
import { violationDiagnostic } from '../diagnostics/violation-diagnostics.ts'
import { validate } from '../json-schema/validate.ts'
import type { Json, Report, SourceFile } from '../model.ts'
import { locate, locateValue, type Pointer } from '../syntax/locate.ts'
import { dialect } from './dialect.ts'

/** A schema file must be a schema: what comes after trusts the type of each keyword. */
export function checkDialect(file: SourceFile, value: Json, report: Report): void {
  const place = { rule: 'schema-keyword', key: (pointer: Pointer) => locate(file, pointer), value: (pointer: Pointer) => locateValue(file, pointer) }
  for (const violation of validate(dialect, value)) {
    const diagnostic = violationDiagnostic(violation, place)
    report(violation.keyword === 'additionalProperties' ? { ...diagnostic, ...unknownKeyword(violation.key ?? '') } : diagnostic)
  }
}

function unknownKeyword(keyword: string): { readonly message: string; readonly why: string; readonly fix?: string } {
  const keywords = Object.keys(dialect.definitions?.['schema']?.properties ?? {})
  const candidate = nearest(keyword, keywords)
  return { message: `"${keyword}" is no keyword of a schema`, why: 'a validator passes over what it does not know', ...(candidate !== undefined && { fix: `did you mean "${candidate}"?` }) }
}
