/** The variables that a shell script reads without saying what holds when they are not there, and those that it sets itself. */
export function shellVariables(text: string): ShellVariables {
  const code = withoutQuoted(text)
  const reads = [...code.matchAll(/(?<!\\)\$(?:([A-Za-z_]\w*)|\{#?([A-Za-z_]\w*)(?!\w|:?[-=+?]))/g)].map(([, bare, braced]) => bare ?? braced ?? '')
  const sets = [
    ...code.matchAll(/(?:^|[\s;&|(){`"])(?:(?:export|readonly|local|declare(?: -\w+)*) +)?([A-Za-z_]\w*)\+?=/g),
    ...code.matchAll(/\bfor +([A-Za-z_]\w*) +(?:in|do)\b/g),
    ...code.matchAll(/\$\{([A-Za-z_]\w*):?=/g),
    ...code.matchAll(/\bgetopts +\S+ +([A-Za-z_]\w*)/g),
  ].map(([, name = '']) => name)
  const read = [...code.matchAll(/\bread +((?:-\w+ +)*)((?:[A-Za-z_]\w* *)+)/g)].flatMap(([, , names = '']) => names.trim().split(/ +/))
  const local = [...code.matchAll(/\blocal +((?:[A-Za-z_]\w* *)+)(?=$|;|\n)/gm)].flatMap(([, names = '']) => names.trim().split(/ +/))
  // Whoever asks somewhere whether a variable is there knows that it may not be.
  const asked = [...code.matchAll(/\$\{([A-Za-z_]\w*):?[-+?]/g)].map(([, name = '']) => name)
  return { reads: new Set(reads.filter((name) => !asked.includes(name))), sets: new Set([...sets, ...read, ...local]) }
}

/** Without comments and what stands between single quotes, where a shell looks at nothing; in double quotes a single one is a character. */
function withoutQuoted(text: string): string {
  let code = ''
  // Each `$(` begins anew, whatever it stands in.
  const places: string[] = ['plain']
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!
    const place = places.at(-1)
    if (character === '\\') {
      code += text.slice(index, index + 2)
      index++
    } else if (character === "'" && place !== 'double') {
      const end = text.indexOf("'", index + 1)
      index = end === -1 ? text.length : end
    } else if (character === '#' && place !== 'double' && /^$|[\s;(]/.test(text[index - 1] ?? '')) {
      const end = text.indexOf('\n', index)
      index = (end === -1 ? text.length : end) - 1
    } else {
      if (character === '"') place === 'double' ? places.pop() : places.push('double')
      if (character === '(' && text[index - 1] === '$') places.push('plain')
      else if (character === '(' && place === 'plain' && places.length > 1) places.push('plain')
      else if (character === ')' && place === 'plain' && places.length > 1) places.pop()
      code += character
    }
  }
  return code
}

export interface ShellVariables {
  readonly reads: ReadonlySet<string>
  readonly sets: ReadonlySet<string>
}
