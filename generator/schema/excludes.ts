import type { CodePoints } from '../functions/function-entry.ts'
import type { Schema } from '../model.ts'
import { patternExcludes } from '../regular-expression/alphabet.ts'
import { typeOf } from './type-of.ts'

/** Whether no string that the schema allows holds one of the characters. */
export function excludes(schema: Schema, characters: CodePoints): boolean {
  if (['integer', 'boolean', 'number'].includes(typeOf(schema))) return true
  const texts = schema.enum ?? (schema.const === undefined ? undefined : [schema.const])
  if (texts !== undefined) return texts.every((text) => [...String(text)].every((character) => characters.every(([from, to]) => !inRange(character, from, to))))
  return schema.pattern !== undefined && patternExcludes(schema.pattern, characters)
}

function inRange(character: string, from: number, to: number): boolean {
  const code = character.codePointAt(0) ?? 0
  return from <= code && code <= to
}
