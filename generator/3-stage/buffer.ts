import type { Span } from '../model.ts'

/** Staged text, and for each stretch of it the place in a source that it came from. */
export interface Buffer {
  readonly text: string
  readonly marks: readonly Mark[]
}

/** From `at` on the text came from `file` at `offset`; where it was computed there, `isExact` is false and all of it is one place. */
interface Mark {
  readonly at: number
  readonly file: string
  readonly offset: number
  readonly end: number
  readonly isExact: boolean
}

export const emptyBuffer: Buffer = { text: '', marks: [] }

/** Text that stands in a source letter by letter: one mark a line, so that indenting keeps them right. */
export function copied(text: string, file: string, offset: number): Buffer {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)].filter((start) => start < text.length)
  return { text, marks: starts.map((start) => ({ at: start, file, offset: offset + start, end: offset + text.length, isExact: true })) }
}

export function computed(text: string, span: Span): Buffer {
  return { text, marks: text === '' ? [] : [{ at: 0, file: span.file, offset: span.start, end: span.end, isExact: false }] }
}

export function join(buffers: readonly Buffer[]): Buffer {
  const texts: string[] = []
  const marks: Mark[] = []
  let length = 0
  for (const buffer of buffers) {
    for (const mark of buffer.marks) marks.push(length === 0 ? mark : { ...mark, at: mark.at + length })
    texts.push(buffer.text)
    length += buffer.text.length
  }
  return { text: texts.join(''), marks }
}

/** Each line that is not empty moved to the right. */
export function indented(buffer: Buffer, indent: string): Buffer {
  if (indent === '') return buffer
  return mapLines(buffer, (line) => (line === '' ? 0 : indent.length), indent)
}

/** The lines moved to the left by the indentation that they share. */
export function dedented(buffer: Buffer): Buffer {
  const common = commonIndent(buffer.text)
  return common === 0 ? buffer : mapLines(buffer, (line) => -Math.min(common, line.length - line.trimStart().length), '')
}

/** The least indentation of the lines that hold something. */
export function commonIndent(text: string): number {
  const indents = text.split('\n').filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  return indents.length === 0 ? 0 : Math.min(...indents)
}

function mapLines(buffer: Buffer, shiftOf: (line: string) => number, indent: string): Buffer {
  const lines = buffer.text.split('\n')
  const shifts = lines.map(shiftOf)
  const text = lines.map((line, index) => ((shifts[index] ?? 0) > 0 ? indent + line : line.slice(-(shifts[index] ?? 0)))).join('\n')
  const moved: Mark[] = []
  let lineStart = 0
  let newStart = 0
  let next = 0
  lines.forEach((line, index) => {
    const shift = shifts[index] ?? 0
    for (; next < buffer.marks.length && (buffer.marks[next]?.at ?? 0) <= lineStart + line.length; next++) {
      const mark = buffer.marks[next]
      if (mark === undefined) continue
      const at = Math.max(newStart, newStart + (mark.at - lineStart) + shift)
      const skipped = shift < 0 && mark.isExact && mark.at === lineStart ? -shift : 0
      moved.push({ ...mark, at, offset: mark.offset + skipped })
    }
    lineStart += line.length + 1
    newStart += line.length + shift + 1
  })
  return { text, marks: moved }
}

/** The place in a source of a stretch of staged text. */
export function sourceSpan(buffer: Buffer, start: number, end: number, fallback: Span): Span {
  const mark = markAt(buffer, start)
  if (mark === undefined) return fallback
  if (!mark.isExact) return { file: mark.file, start: mark.offset, end: mark.end }
  const from = Math.min(mark.offset + (start - mark.at), mark.end)
  const last = markAt(buffer, Math.max(start, end - 1))
  const isSameStretch = last !== undefined && last.file === mark.file && last.isExact
  const to = isSameStretch ? Math.min(last.offset + (end - last.at), last.end) : mark.end
  return { file: mark.file, start: from, end: Math.max(to, from + 1) }
}

function markAt(buffer: Buffer, at: number): Mark | undefined {
  let low = 0
  let high = buffer.marks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((buffer.marks[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return buffer.marks[low - 1] ?? buffer.marks[0]
}

/** A part of a buffer, with its marks. */
export function slice(buffer: Buffer, start: number, end: number): Buffer {
  const first = markAt(buffer, start)
  const inside = buffer.marks.filter((mark) => mark.at > start && mark.at < end)
  const head = first !== undefined && first.at <= start ? [{ ...first, at: start, offset: first.isExact ? first.offset + (start - first.at) : first.offset }] : []
  return { text: buffer.text.slice(start, end), marks: [...head, ...inside].map((mark) => ({ ...mark, at: mark.at - start })) }
}
