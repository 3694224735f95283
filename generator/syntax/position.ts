/** A place as people count it: lines and columns from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Line and column of an offset; worked out only when a place is shown. */
export function positionAt(text: string, offset: number): Position {
  const starts = lineStarts(text)
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}

/** The offset of a line (from 1) and a column (from 0), as Handlebars counts. */
export function offsetAt(text: string, line: number, column: number): number {
  return (lineStarts(text)[line - 1] ?? text.length) + column
}

function lineStarts(text: string): readonly number[] {
  if (last?.text === text) return last.starts
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  last = { text, starts }
  return starts
}

/** Places are mostly asked for file by file, so the last table is worth keeping. */
let last: { readonly text: string; readonly starts: readonly number[] } | undefined
