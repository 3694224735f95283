import { mentionedVariables } from './mentioned-variables.ts'
import { variable, type Body, type Environment } from './environment.ts'
import { printNode } from './print-node.ts'
import { isOneLine, printOneLine } from './print-one-line.ts'
import { printText } from './print-text.ts'

/** Makes a named template of a piece that is needed as a string, and gives the call of it. */
export function capture(environment: Environment, body: Body): string {
  const names = mentionedVariables(body)
  const inner: Environment = {
    ...environment,
    root: names.length === 0 ? '$' : '$.root',
    variables: new Map(names.map((name) => [name, `$.${name}`])),
  }
  const lines = bodyLines(inner, body)
  const key = lines.join('\n')
  const existing = environment.captured.find((captured) => captured.lines.join('\n') === key && captured.name.startsWith(environment.place))
  const name = existing?.name ?? unusedName(environment)
  if (existing === undefined) environment.captured.push({ name, lines })
  const pairs = names.map((each) => `${JSON.stringify(each)} ${variable(environment, each)}`)
  return `(include ${JSON.stringify(name)} ${pairs.length === 0 ? environment.root : `(dict "root" ${[environment.root, ...pairs].join(' ')})`})`
}

export function bodyLines(environment: Environment, body: Body): readonly string[] {
  if (body.kind === 'node') return withoutFirstBreak(printNode(environment, body.node, 0))
  return isOneLine(body.parts) ? printOneLine(environment, body.parts) : withEdges(printText(environment, body.parts))
}

/** `define` trims what stands next to it, so white space at the ends of a text is printed by actions. */
function withEdges(lines: readonly string[]): readonly string[] {
  const printed = (space: string): string => `{{ ${JSON.stringify(space)} }}`
  return lines.join('\n').replace(/^\s+/, printed).replace(/\s+$/, printed).split('\n')
}

/** At the very start of a template there is no line to break. */
function withoutFirstBreak(lines: readonly string[]): readonly string[] {
  const [first = '', ...rest] = lines
  return [first.replace(/^(\{\{- .*) \| nindent 0 \}\}$/, '$1 }}'), ...rest]
}

function unusedName(environment: Environment): string {
  const used = new Set([...environment.taken, ...environment.captured.map((captured) => captured.name)])
  if (!used.has(environment.place)) return environment.place
  let number = 2
  while (used.has(`${environment.place}-${number}`)) number++
  return `${environment.place}-${number}`
}

