/** The parser alone: the whole of Handlebars takes twice as long to load. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  import type { AST } from '../handlebars-ast.ts'

  interface ParseErrorDetails {
    readonly text: string
    readonly token: string | null
    readonly line: number
    readonly loc?: { readonly first_line: number; readonly first_column: number; readonly last_line: number; readonly last_column: number }
    readonly expected?: readonly string[]
  }

  const base: {
    readonly parse: (text: string, options?: { readonly srcName?: string }) => AST.Program
    readonly parser: { parseError: (message: string, details: ParseErrorDetails) => never }
  }
  export default base
}
