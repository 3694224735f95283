/** What a page tells its reader to do, in its order: files to write, files to change, and commands with what they print. */
export function readSteps(markdown: string): readonly Step[] {
  return [...markdown.matchAll(/^```(?<language>\w+)(?: (?<path>\S+))?\n(?<body>[\s\S]*?)^```$/gm)].flatMap(({ groups, index, 0: whole }): readonly Step[] => {
    const { language = '', path, body = '' } = groups ?? {}
    const heading = markdown.slice(0, index).match(/^## .*$/gm)?.at(-1)?.slice(3) ?? ''
    if (language === 'console') return commandsIn(body, index + whole.indexOf('\n') + 1, heading)
    if (path === undefined) throw new Error(`a block of the page says neither which file it is nor that it is a console: ${body}`)
    if (language === 'diff') return [{ kind: 'edit', heading, path, ...sidesOf(body) }]
    return [{ kind: 'write', heading, path, text: body }]
  })
}

/** Each line that begins with `$ ` is a command; what follows, up to the next one, is what it prints. */
function commandsIn(body: string, offset: number, heading: string): readonly Step[] {
  return [...body.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)].map(({ index, 1: command = '', 2: output = '' }) => {
    const start = offset + index + command.length + 3
    return { kind: 'run', heading, command, output, start, end: start + output.length }
  })
}

/** The text before and after a change: lines with a blank stay, `-` goes and `+` comes. */
function sidesOf(body: string): { readonly before: string; readonly after: string } {
  const lines = body.split('\n').slice(0, -1)
  const side = (without: string): string => lines.filter((line) => !line.startsWith(without)).map((line) => `${line.slice(1)}\n`).join('')
  return { before: side('+'), after: side('-') }
}

export type Step =
  | { readonly kind: 'write'; readonly heading: string; readonly path: string; readonly text: string }
  | { readonly kind: 'edit'; readonly heading: string; readonly path: string; readonly before: string; readonly after: string }
  /** `start` and `end` are the output's offsets in the page. */
  | { readonly kind: 'run'; readonly heading: string; readonly command: string; readonly output: string; readonly start: number; readonly end: number }
