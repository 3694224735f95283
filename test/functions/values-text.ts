/** Values as YAML in pure ASCII: Helm's reader refuses some raw characters, and reads no surrogate pair that is escaped in two halves as JSON does. */
export function valuesText(values: unknown): string {
  return JSON.stringify(values).replace(/[\u{7f}-\u{10ffff}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    const digits = code.toString(16)
    return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`
  })
}
