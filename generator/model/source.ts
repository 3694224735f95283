export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** A place in a source file: `file` is relative to the root, offsets count UTF-16 units from 0, `end` is exclusive. */
export interface Span {
  readonly file: string
  readonly start: number
  readonly end: number
}

/** What an author got wrong. `message` says what, `why` the reason, `fix` what to do; none ends with a dot. */
export interface Diagnostic {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly why?: string
  readonly fix?: string
  readonly span: Span
}

export type Report = (diagnostic: Diagnostic) => void

/** A file as it was read; `path` is relative to the root, with forward slashes. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}
