import { parseArgs } from 'node:util'

/** What the arguments ask for; a `problem` when they make no sense. */
export function parseRequest(parameters: readonly string[]): Request | Problem {
  let parsed
  try {
    parsed = parseArgs({ args: [...parameters], options, allowPositionals: true })
  } catch (error) {
    return { kind: 'problem', message: sentence(error) }
  }
  const { values: flags, positionals } = parsed
  const [word, ...names] = positionals
  if (flags.version) return request('version', names, flags)
  if (flags.help || word === undefined || word === 'help') return request('help', names, flags)
  const command = commandNames.find((name) => name === word)
  if (command === undefined) return { kind: 'problem', message: `there is no command "${word}"`, word }
  const stranger = Object.keys(flags).find((flag) => flag !== 'format' && !allowed[command].includes(flag))
  if (stranger !== undefined) return { kind: 'problem', message: `"chartwright ${command}" has no flag "--${stranger}"` }
  if (!isFormat(flags.format)) return { kind: 'problem', message: `"${flags.format}" is not a format: there are pretty, json and github` }
  return request(command, names, flags)
}

/** The flags of each command, beside --format, --help and --version. */
const allowed: { readonly [C in Command]: readonly string[] } = {
  build: ['check', 'types', 'packages'],
  check: [],
  package: ['destination'],
  new: [],
}

const options = {
  check: { type: 'boolean' },
  destination: { type: 'string' },
  types: { type: 'string' },
  packages: { type: 'string' },
  format: { type: 'string', default: 'pretty' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const

export const commandNames: readonly Command[] = ['build', 'check', 'package', 'new']

function request(command: Request['command'], names: readonly string[], flags: Flags & { readonly format?: string }): Request {
  return { kind: 'request', command, names, flags, format: isFormat(flags.format) ? flags.format : 'pretty' }
}

function isFormat(word: string | undefined): word is Format {
  return word === 'pretty' || word === 'json' || word === 'github'
}

/** Node's own text has a hint about `--` behind the first sentence, which helps nobody here. */
function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const [first = text] = text.split('. ')
  return first.replaceAll("'", '"').replace(/^[A-Z]/, (letter) => letter.toLowerCase())
}

export type Command = 'build' | 'check' | 'package' | 'new'
export type Format = 'pretty' | 'json' | 'github'

interface Flags {
  readonly check?: boolean
  readonly destination?: string
  readonly types?: string
  readonly packages?: string
}

export interface Request {
  readonly kind: 'request'
  readonly command: Command | 'help' | 'version'
  /** Charts, mostly. */
  readonly names: readonly string[]
  readonly flags: Flags
  readonly format: Format
}

export interface Problem {
  readonly kind: 'problem'
  readonly message: string
  /** A word that may be a slip of the fingers for a command. */
  readonly word?: string
}
