import type { Json, Schema } from '../model.ts'
import { excludes } from '../schema/excludes.ts'
import { string, type CodePoints, type FunctionTable } from './function-entry.ts'

/** Line breaks and the other control characters of Unicode, which no line-oriented format can hold. */
export const controlCharacters: CodePoints = [[0, 0x1f], [0x7f, 0x9f], [0x2028, 0x2029]]
const nul: CodePoints = [[0, 0]]
const code = (character: string): readonly [number, number] => [character.charCodeAt(0), character.charCodeAt(0)]
const s = (value: Json | undefined): string => String(value)

/** What has no control characters can stand in a block scalar; escaping brings none in. */
const oneLine: Schema = { type: 'string', pattern: '^[^\\x00-\\x1f\\x7f-\\x9f\u2028\u2029]*$' }
export const asOneLine = ([argument]: readonly Schema[]): Schema => (argument !== undefined && excludes(argument, controlCharacters) ? oneLine : string)

/** How a string is written into a text that is neither YAML nor JSON. */
export const escapes: FunctionTable = {
  /** One word of a POSIX shell, in single quotes. */
  shell: {
    parameters: ['string'],
    result: asOneLine,
    go: ([text]) => `(printf "'%s'" (replace "'" "'\\\\''" ${text}))`,
    evaluate: (text) => `'${s(text).replaceAll("'", "'\\''")}'`,
    escapes: { format: 'shell', impossible: nul, names: 'the NUL character' },
  },
  /** A value of an INI file as Python's configparser reads it, `%` doubled. */
  ini: {
    parameters: ['string'],
    result: asOneLine,
    go: ([text]) => `(replace "%" "%%" ${text})`,
    evaluate: (text) => s(text).replaceAll('%', '%%'),
    escapes: { format: 'ini', impossible: controlCharacters, names: 'line breaks and control characters' },
  },
  /** A value of a Java properties file, read as UTF-8. */
  properties: {
    parameters: ['string'],
    result: asOneLine,
    go: ([text]) => `(${text} | replace "\\\\" "\\\\\\\\" | replace "\\n" "\\\\n" | replace "\\r" "\\\\r" | replace "\\t" "\\\\t" | replace "\\f" "\\\\f" | replace " " "\\\\ ")`,
    evaluate: (text) => s(text).replace(/[\\\n\r\t\f ]/g, (character) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\f': '\\f' })[character] ?? '\\ '),
    escapes: { format: 'properties', impossible: nul, names: 'the NUL character' },
  },
  /** A parameter of an nginx directive, in double quotes; nginx has no way to write a `$` that is no variable. */
  nginx: {
    parameters: ['string'],
    result: asOneLine,
    go: ([text]) => `(printf "\\"%s\\"" (${text} | replace "\\\\" "\\\\\\\\" | replace "\\"" "\\\\\\""))`,
    evaluate: (text) => `"${s(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
    escapes: { format: 'nginx', impossible: [...controlCharacters, code('$')], names: '"$" and control characters' },
  },
  /** A value of postgresql.conf, in single quotes. */
  postgresql: {
    parameters: ['string'],
    result: asOneLine,
    go: ([text]) => `(printf "'%s'" (${text} | replace "\\\\" "\\\\\\\\" | replace "'" "''"))`,
    evaluate: (text) => `'${s(text).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
    escapes: { format: 'postgresql', impossible: controlCharacters, names: 'line breaks and control characters' },
  },
  /** An argument of a directive of redis.conf, in double quotes; Valkey reads it the same way. */
  redis: {
    parameters: ['string'],
    result: asOneLine,
    go: ([text]) => `(printf "\\"%s\\"" (${text} | replace "\\\\" "\\\\\\\\" | replace "\\"" "\\\\\\"" | replace "\\n" "\\\\n" | replace "\\r" "\\\\r"))`,
    evaluate: (text) => `"${s(text).replace(/[\\"\n\r]/g, (character) => ({ '\n': '\\n', '\r': '\\r' })[character] ?? `\\${character}`)}"`,
    escapes: { format: 'redis', impossible: nul, names: 'the NUL character' },
  },
  /** A value of krb5.conf, which knows no escapes. */
  krb5: {
    parameters: ['string'],
    result: asOneLine,
    go: ([text]) => `${text}`,
    evaluate: (text) => s(text),
    escapes: { format: 'krb5', impossible: [...controlCharacters, code('{'), code('}'), code('"'), code('#'), code(';')], names: 'braces, quotes, "#", ";" and control characters' },
  },
}
