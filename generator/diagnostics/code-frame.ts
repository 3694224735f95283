import { positionAt } from '../syntax/position.ts'

/** The lines round a place, two before and two after, with the place marked. A long line is cut round the mark. */
export function codeFrame(text: string, start: number, end: number, paint: Paint = plain): string {
  const lines = text.split('\n')
  const { line, column } = positionAt(text, start)
  const first = Math.max(1, line - 2)
  const last = Math.min(lines.length, line + 2)
  const numberWidth = String(last).length
  const marked = lines[line - 1] ?? ''
  const markLength = Math.max(1, Math.min(end - start, marked.length - column + 1))
  const from = cutFrom(marked.length, column - 1, markLength)

  const shown: string[] = []
  for (let number = first; number <= last; number += 1) {
    const isMarked = number === line
    const gutter = `${isMarked ? '>' : ' '} ${String(number).padStart(numberWidth)} |`
    const code = cut(lines[number - 1] ?? '', isMarked ? from : 0)
    shown.push(`${isMarked ? paint.marked(gutter) : paint.gutter(gutter)}${code === '' ? '' : ` ${code}`}`)
    if (!isMarked) continue
    const mark = '^'.repeat(Math.min(markLength, from + width - (column - 1)))
    const space = ' '.repeat(column - 1 - from + (from > 0 ? 1 : 0))
    shown.push(`${paint.gutter(`  ${' '.repeat(numberWidth)} |`)} ${space}${paint.marked(mark)}`)
  }
  const isLastEmpty = shown.length > 0 && lines[last - 1] === '' && last === lines.length && last !== line
  return (isLastEmpty ? shown.slice(0, -1) : shown).join('\n')
}

export interface Paint {
  readonly marked: (text: string) => string
  readonly gutter: (text: string) => string
}

const plain: Paint = { marked: (text) => text, gutter: (text) => text }

const width = 100

/** Where the shown part of the lines begins, so that the mark is in sight. */
function cutFrom(length: number, column: number, markLength: number): number {
  const fits = length <= width || column + markLength <= width
  return fits ? 0 : Math.max(0, column - Math.floor(width / 3))
}

function cut(line: string, from: number): string {
  const part = line.slice(from, from + width).replaceAll('\t', ' ')
  const isCutBefore = from > 0 && line.length > 0
  const isCutAfter = line.length > from + width
  return `${isCutBefore ? '…' : ''}${part}${isCutAfter ? '…' : ''}`
}
