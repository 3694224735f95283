import { controlCharacters } from '../../functions/escapes.ts'
import type { Branch, TextNode, TextPart } from '../../model.ts'
import { excludes } from '../../schema/excludes.ts'
import { schemaOf } from '../../schema/schema-of.ts'
import { typeOf } from '../../schema/type-of.ts'
import { ifText, rangeText } from './control.ts'
import type { Environment } from './environment.ts'
import { expressionText } from './expression.ts'
import { withoutActions } from './scalar.ts'

/** Whether text can stand in a block scalar: a raw line break from a value would end it. */
export function isBlockSafe(parts: readonly Branch<TextPart>[]): boolean {
  return parts.every((part) => {
    if (part.kind === 'if') return isBlockSafe(part.then) && isBlockSafe(part.else)
    if (part.kind === 'each') return isBlockSafe(part.body) && isBlockSafe(part.else)
    return typeof part.value === 'string' ? !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(part.value) : excludes(schemaOf(part.value), controlCharacters)
  })
}

/** A block scalar's indicator and lines. */
export function blockText(environment: Environment, node: TextNode, indent: number): { readonly head: string; readonly lines: readonly string[] } {
  const lines = render(environment, node.parts, afterText, false).split('\n')
  const [first] = node.parts
  const startsWithSpace = first?.kind === 'part' && (typeof first.value !== 'string' || /^\s/.test(first.value))
  const chomp = { clip: '', strip: '-', keep: '+' }[node.chomp]
  const withoutLast = lines.at(-1) === '' ? lines.slice(0, -1) : lines
  return { head: `|${startsWithSpace ? '2' : ''}${chomp}`, lines: withoutLast.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)) }
}

/** Stands for what is before a first line that begins right behind a line break; at the start of a template there is none to take away. */
const afterText = 'x\n'

/** Text letter by letter; a condition whose branches are whole lines stands on lines of its own. */
export function printText(environment: Environment, parts: readonly Branch<TextPart>[]): readonly string[] {
  return render(environment, parts, '', false).split('\n')
}

function render(environment: Environment, parts: readonly Branch<TextPart>[], before: string, isInside: boolean): string {
  let text = ''
  parts.forEach((part, index) => {
    if (part.kind === 'part') text += typeof part.value === 'string' ? withoutActions(part.value) : `{{ ${actionText(environment, part.value)} }}`
    else text += renderControl(environment, part, before + text, index + 1 < parts.length ? startsPlain(parts.slice(index + 1)) : isInside)
  })
  return text
}

/** An expression as it stands in text: strings as they are, numbers in full. */
export function actionText(environment: Environment, expression: Parameters<typeof expressionText>[1]): string {
  const text = expressionText(environment, expression)
  const type = typeOf(schemaOf(expression))
  return type === 'number' || type === 'any' ? `${/[ |]/.test(text) ? `(${text})` : text} | toJson` : text
}

/** How a tag ends that takes the line break behind it away. */
const eatsBreak = ' -}}\n'

/**
 * Tags on lines of their own must not leave lines behind. `{{-` takes the line break before it away, so it is right behind a line
 * that ends in text; `-}}` takes the one behind it away, so it is right before a line that begins with text. Else the tags stand in the line.
 */
function renderControl(environment: Environment, part: Exclude<Branch<TextPart>, TextPart>, before: string, isFollowedByText: boolean): string {
  const bodies = (part.kind === 'if' ? [part.then, part.else] : [part.body, part.else]).filter((body, index) => index === 0 || body.length > 0)
  const head = part.kind === 'if' ? ifText(environment, part) : rangeText(environment, part)
  const isLineStart = before === '' || before.endsWith('\n')
  const trimsLeft = /\S\n$/.test(before) && !before.endsWith(eatsBreak) && bodies.every((body) => endsLine(body) && !startsBlank(body))
  const trimsRight = isLineStart && isFollowedByText && bodies.every((body) => startsPlain(body) && endsWithBreak(body))
  const [open, close] = trimsLeft ? ['{{- ', ' }}\n'] : trimsRight ? ['{{ ', ' -}}\n'] : ['{{ ', ' }}']
  const [first = '', second] = bodies.map((body) => render(environment, body, trimsLeft ? afterText : trimsRight ? eatsBreak : before, trimsRight))
  return `${open}${head}${close}${first}${second === undefined ? '' : `${open}else${close}${second}`}${open}end${close}`
}

/** Whether a branch ends with a line that holds text, which is what `{{- end }}` may cut the break off. */
function endsLine(parts: readonly Branch<TextPart>[]): boolean {
  const last = parts.at(-1)
  if (last === undefined) return false
  if (last.kind === 'part') return typeof last.value === 'string' && (/\S\n$/.test(last.value) || (last.value === '\n' && parts.length > 1))
  return last.kind === 'if' ? endsLine(last.then) && (last.else.length === 0 || endsLine(last.else)) : endsLine(last.body)
}

function endsWithBreak(parts: readonly Branch<TextPart>[]): boolean {
  const last = parts.at(-1)
  if (last === undefined) return false
  if (last.kind === 'part') return typeof last.value === 'string' && last.value.endsWith('\n')
  return last.kind === 'if' ? endsWithBreak(last.then) && (last.else.length === 0 || endsWithBreak(last.else)) : endsWithBreak(last.body)
}

/** Whether the template goes on with something that is not white space: text, or another tag. */
function startsPlain(parts: readonly Branch<TextPart>[]): boolean {
  const [first] = parts
  return first !== undefined && (first.kind !== 'part' || typeof first.value !== 'string' || /^\S/.test(first.value))
}

function startsBlank(parts: readonly Branch<TextPart>[]): boolean {
  const [first] = parts
  return first?.kind === 'part' && typeof first.value === 'string' && /^\s*\n/.test(first.value)
}
