import type { Diagnostic, Json, SourceFile } from '../model.ts'

/** What a command has to say. Only cli.ts prints it. */
export interface Answer {
  /** 0: done. 1: something is wrong with the sources or the output. 2: the command was called in a wrong way. */
  readonly exitCode: 0 | 1 | 2
  readonly diagnostics?: readonly Diagnostic[]
  /** The files that the diagnostics are about. */
  readonly files?: { readonly [path: string]: SourceFile }
  /** For people: the result, on stdout. */
  readonly text?: string
  /** For people: why it is wrong, on stderr. */
  readonly problem?: string
  /** For programs: fields of the JSON document. */
  readonly data?: { readonly [key: string]: Json }
}

/** What a command may use of the world around it. */
export interface Surroundings {
  readonly folder: string
  readonly environment: { readonly [name: string]: string | undefined }
  /** Says what takes so long, where somebody watches. */
  readonly progress: (text: string) => void
}

/** The command was called in a wrong way. */
export function wrongUse(message: string, fix = 'see "chartwright --help"'): Answer {
  return { exitCode: 2, problem: `${message}\n  fix: ${fix}`, data: { error: message, fix } }
}
