import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs'

/** Replaces the text of a file that is mounted and being read, in one step: what was longer becomes empty lines, since a file that is cut first is empty for a moment. */
export function overwrite(path: string, text: string): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o644)
  try {
    const rest = fstatSync(file).size - Buffer.byteLength(text)
    writeSync(file, Buffer.from(text + '\n'.repeat(Math.max(0, rest))), 0, undefined, 0)
  } finally {
    closeSync(file)
  }
}
