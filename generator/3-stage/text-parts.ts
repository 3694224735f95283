import type { Branch, TextPart } from '../model.ts'
import { mentions } from './mentions.ts'
import { negated } from './negated.ts'
import { readControl, readPrint, type Tape } from './tape.ts'

/** A control line of its own (dropped with its line break), a control within a line, or a print token. */
const pieces = /((?:(?<=\n)|^) *#\uE002[bez]\d+\uE003(?:\n|$)|\uE002[bez]\d+\uE003|\uE000\d+\uE001)/

/** Staged text as literal stretches, expressions, conditions and loops. */
export function textParts(tape: Tape, text: string): readonly Branch<TextPart>[] {
  const tokens = text.split(pieces).filter((token) => token !== '')
  return joinedLiterals(readParts(tape, tokens, 0).parts)
}

/** Build-time values become one with the text around them; one that stands alone keeps its type. */
function joinedLiterals(parts: readonly Branch<TextPart>[]): readonly Branch<TextPart>[] {
  const [sole] = parts
  if (parts.length === 1 && sole?.kind === 'part' && typeof sole.value !== 'string' && sole.value.kind === 'literal' && typeof sole.value.value !== 'string') return parts
  const joined: Branch<TextPart>[] = []
  for (const part of parts) {
    const text = part.kind !== 'part' ? undefined : typeof part.value === 'string' ? part.value : part.value.kind === 'literal' ? String(part.value.value) : undefined
    const last = joined.at(-1)
    if (text === undefined) joined.push(part.kind === 'if' ? { ...part, then: joinedLiterals(part.then), else: joinedLiterals(part.else) } : part.kind === 'each' ? { ...part, body: joinedLiterals(part.body), else: joinedLiterals(part.else) } : part)
    else if (last?.kind === 'part' && typeof last.value === 'string') joined[joined.length - 1] = { kind: 'part', value: last.value + text }
    else joined.push({ kind: 'part', value: text })
  }
  return joined
}

interface Reading {
  readonly parts: readonly Branch<TextPart>[]
  /** Index of the token that ended it: an `else`, an `end`, or the length. */
  readonly next: number
}

function readParts(tape: Tape, tokens: readonly string[], from: number): Reading {
  const parts: Branch<TextPart>[] = []
  let index = from
  while (index < tokens.length) {
    const token = tokens[index] ?? ''
    const control = controlIn(token)
    if (control === undefined) {
      parts.push({ kind: 'part', value: token.startsWith('\uE000') ? readPrint(tape, token).expression : token })
      index++
    } else if (control.part === 'begin') {
      const read = readBranch(tape, tokens, index + 1, control.block)
      parts.push(read.branch)
      index = read.next
    } else {
      break
    }
  }
  return { parts, next: index }
}

function readBranch(tape: Tape, tokens: readonly string[], from: number, number: number): { readonly branch: Branch<TextPart>; readonly next: number } {
  const block = tape.blocks[number]
  if (block === undefined) throw new Error(`no block ${number} on the tape`)
  const then = readParts(tape, tokens, from)
  const hasElse = controlIn(tokens[then.next] ?? '')?.part === 'else'
  const otherwise = hasElse ? readParts(tape, tokens, then.next + 1) : { parts: [], next: then.next }
  const next = otherwise.next + 1
  if (block.kind === 'if' && then.parts.length === 0 && block.binds === undefined) return { branch: { kind: 'if', condition: negated(block.condition, block.span), then: otherwise.parts, else: [], span: block.span }, next }
  if (block.kind === 'if') return { branch: { kind: 'if', condition: block.condition, ...(block.binds === undefined ? {} : { binds: block.binds }), then: then.parts, else: otherwise.parts, span: block.span }, next }
  return { branch: { kind: 'each', over: block.over, value: block.value, key: block.key, usesKey: mentions(then.parts, block.key), body: then.parts, else: otherwise.parts, span: block.span }, next }
}

function controlIn(token: string): ReturnType<typeof readControl> | undefined {
  const start = token.indexOf('\uE002')
  return start === -1 ? undefined : readControl(token.slice(start).trimEnd())
}

/** White space at the very start and end taken away, inside conditions too. */
export function trimmedParts(parts: readonly Branch<TextPart>[]): readonly Branch<TextPart>[] {
  return trimEdge(trimEdge(parts, 0), -1)
}

function trimEdge(parts: readonly Branch<TextPart>[], edge: 0 | -1): readonly Branch<TextPart>[] {
  const part = parts.at(edge)
  if (part === undefined) return parts
  const rest = edge === 0 ? parts.slice(1) : parts.slice(0, -1)
  const rejoin = (inner: Branch<TextPart>): readonly Branch<TextPart>[] => (edge === 0 ? [inner, ...rest] : [...rest, inner])
  if (part.kind === 'if') return rejoin({ ...part, then: trimEdge(part.then, edge), else: trimEdge(part.else, edge) })
  if (part.kind === 'each' || typeof part.value !== 'string') return parts
  const trimmed = edge === 0 ? part.value.trimStart() : part.value.trimEnd()
  return trimmed === '' ? trimEdge(rest, edge) : rejoin({ kind: 'part', value: trimmed })
}
