import type { Catalogue, Diagnostic } from '../../../generator/model.ts'

/** One file, and a diagnostic at the first place of a text in it. */
export function mistakeAt(text: string, marked: string, said: Partial<Diagnostic> = {}): { readonly files: Catalogue['files']; readonly diagnostic: Diagnostic } {
  const start = text.indexOf(marked)
  const diagnostic: Diagnostic = { rule: 'some-rule', severity: 'error', message: 'something is wrong', span: { file: 'a.yaml', start, end: start + marked.length }, ...said }
  return { files: { 'a.yaml': { path: 'a.yaml', text } }, diagnostic }
}
