import type { Expr, Span } from '../model.ts'

/**
 * What the tokens of staged text stand for. A token is a number between two private-use characters, which YAML takes for letters;
 * sources may not contain these characters themselves.
 */
export interface Tape {
  readonly prints: Print[]
  readonly blocks: Block[]
}

/** An expression in the text; `merge` and `spread` stand for entries and items. */
export interface Print {
  readonly form: 'value' | 'merge' | 'spread'
  readonly expression: Expr
  readonly span: Span
}

export type Block =
  | { readonly kind: 'if'; readonly condition: Expr; readonly binds?: string; readonly span: Span }
  | { readonly kind: 'each'; readonly over: Expr; readonly value: string; readonly key: string; readonly span: Span }

export const newTape = (): Tape => ({ prints: [], blocks: [] })

const [printOpen, printClose, controlOpen, controlClose] = ['\uE000', '\uE001', '\uE002', '\uE003']

export const reservedCharacters = /[\uE000-\uE003]/
export const anyToken = /[\uE000\uE002]/
export const printToken = (index: number): string => `${printOpen}${index}${printClose}`
export type ControlPart = 'begin' | 'else' | 'end'
export const controlToken = (block: number, part: ControlPart): string => `${controlOpen}${{ begin: 'b', else: 'e', end: 'z' }[part]}${block}${controlClose}`

/** Matches a print token, its index in group 1. */
export const printPattern = /\uE000(\d+)\uE001/g
/** Matches a control token, part in group 1 and block in group 2. */
export const controlPattern = /\uE002([bez])(\d+)\uE003/g
/** Splits a text into literal stretches and tokens. */
export const tokenPattern = /(\uE000\d+\uE001|\uE002[bez]\d+\uE003)/

export interface Control {
  readonly part: ControlPart
  readonly block: number
  /** Offsets of the token in the text. */
  readonly start: number
  readonly end: number
}

export function controlsOf(text: string): readonly Control[] {
  return [...text.matchAll(controlPattern)].map((match) => ({ ...readControl(match[0]), start: match.index, end: match.index + match[0].length }))
}

export function readControl(token: string): Pick<Control, 'part' | 'block'> {
  return { part: ({ b: 'begin', e: 'else', z: 'end' } as const)[token[1] as 'b' | 'e' | 'z'], block: Number(token.slice(2, -1)) }
}

export function readPrint(tape: Tape, token: string): Print {
  const print = tape.prints[Number(token.slice(1, -1))]
  if (print === undefined) throw new Error(`no print ${token} on the tape`)
  return print
}

export function addPrint(tape: Tape, print: Print): string {
  return printToken(tape.prints.push(print) - 1)
}

export function addBlock(tape: Tape, block: Block): number {
  return tape.blocks.push(block) - 1
}
