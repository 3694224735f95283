import type { ChartSource, Span } from '../model.ts'

/** A value that a file reads that is Go template text already. */
export interface VerbatimRead {
  readonly path: readonly string[]
  readonly span: Span
}

/** The values that a chart's `.tpl` and `.yaml` files name; `.Values` alone is a read of everything. */
export function verbatimReads({ verbatim }: ChartSource): readonly VerbatimRead[] {
  return verbatim.filter(({ path }) => /\.(tpl|ya?ml|txt)$/.test(path)).flatMap(({ path: file, text }) => {
    const code = text.replace(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, (comment) => ' '.repeat(comment.length))
    const actions = code.matchAll(/\{\{[\s\S]*?\}\}/g)
    return [...actions].flatMap((action) =>
      [...action[0].matchAll(/\.Values((?:\.[A-Za-z_][A-Za-z0-9_]*)*)/g)].map((match) => {
        const start = action.index + match.index
        return { path: (match[1] ?? '').split('.').slice(1), span: { file, start, end: start + match[0].length } }
      }),
    )
  })
}
