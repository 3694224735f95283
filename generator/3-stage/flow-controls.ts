import { Lexer } from 'yaml'
import { computed, join, slice, type Buffer } from './buffer.ts'
import { controlsOf, type Control } from './tape.ts'

/** Far enough to the right for any flow collection that goes on there. */
const indent = ' '.repeat(120)

/**
 * A condition among the items of a flow collection becomes a comment line, as it is elsewhere: `[a, {{#if x}}b{{/if}}]`.
 * One that begins and ends within the same scalar stays part of its text.
 */
export function flowControls(buffer: Buffer): Buffer {
  const inline = controlsOf(buffer.text).filter((control) => buffer.text[control.start - 1] !== '#')
  if (inline.length === 0) return buffer
  const scalars = flowScalars(buffer.text)
  const isWithinScalar = (block: number): boolean => {
    const controls = inline.filter((control) => control.block === block)
    return scalars.some(([start, end]) => controls.every((control) => start <= control.start && control.end <= end))
  }
  const structural = inline.filter((control) => scalars.some(([start, end]) => start <= control.start && control.end <= end) && (!isWithinScalar(control.block) || isWholeItem(buffer.text, scalars, control, inline)))
  return join(replaced(buffer, structural))
}

/** `[{{#if x}}a{{/if}}, b]`: the block is the item, so the item goes with it. */
function isWholeItem(text: string, scalars: readonly (readonly [number, number])[], control: Control, inline: readonly Control[]): boolean {
  const scalar = scalars.find(([start, end]) => start <= control.start && control.end <= end)
  const ends = inline.filter((other) => other.block === control.block)
  const hasElse = ends.some((other) => other.part === 'else')
  return !hasElse && scalar !== undefined && text.slice(scalar[0], scalar[1]).trim().startsWith(text.slice(ends[0]?.start, ends[0]?.end)) && text.slice(scalar[0], scalar[1]).trim().endsWith(text.slice(ends.at(-1)?.start, ends.at(-1)?.end))
}

function replaced(buffer: Buffer, controls: readonly Control[]): readonly Buffer[] {
  const parts: Buffer[] = []
  let from = 0
  for (const control of controls) {
    const gap = computed(`\n${indent}`, { file: '', start: 0, end: 0 })
    parts.push(slice(buffer, from, control.start), gap, computed('#', { file: '', start: 0, end: 0 }), slice(buffer, control.start, control.end), gap)
    from = control.end
  }
  return [...parts, slice(buffer, from, buffer.text.length)]
}

/** Where plain scalars of flow collections stand; the lexer's own marker characters are not part of the text. */
function flowScalars(text: string): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  let offset = 0
  let depth = 0
  for (const token of new Lexer().lex(text)) {
    if (token === '\u0002' || token === '\u0018' || token === '\u001f') continue
    if (token === '[' || token === '{') depth++
    else if (token === ']' || token === '}') depth--
    else if (depth > 0 && /^[^"'#,:\s]/.test(token)) found.push([offset, offset + token.length])
    offset += token.length
  }
  return found
}
