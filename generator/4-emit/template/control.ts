import type { Branch, Each, If } from '../../model.ts'
import type { Environment } from './environment.ts'
import { conditionText, expressionText } from './expression.ts'

/** A shorter way to print a condition, where there is one. */
export type Control<T> = (environment: Environment, branch: If<T>, indent: number) => readonly string[] | undefined

/** Entries, items or documents with the conditions and loops around them, each control on a line of its own. */
export function printBranches<T extends { readonly kind: string }>(environment: Environment, branches: readonly Branch<T>[], indent: number, print: (member: T) => readonly string[], control?: Control<T>): readonly string[] {
  const pad = ' '.repeat(indent)
  const inner = (list: readonly Branch<T>[]): readonly string[] => printBranches(environment, list, indent, print, control)
  return branches.flatMap((branch) => {
    if (branch.kind === 'if') {
      const condition = branch as If<T>
      return control?.(environment, condition, indent) ?? [`${pad}{{- ${ifText(environment, condition)} }}`, ...inner(condition.then), ...printElse(environment, condition, pad, inner), `${pad}{{- end }}`]
    }
    if (branch.kind === 'each') {
      const loop = branch as Each<T>
      const otherwise = loop.else.length === 0 ? [] : [`${pad}{{- else }}`, ...inner(loop.else)]
      return [`${pad}{{- ${rangeText(environment, loop)} }}`, ...inner(loop.body), ...otherwise, `${pad}{{- end }}`]
    }
    return print(branch as T)
  })
}

/** `else if` where the other branch is nothing but a condition. */
function printElse<T>(environment: Environment, branch: If<T>, pad: string, inner: (list: readonly Branch<T>[]) => readonly string[]): readonly string[] {
  if (branch.else.length === 0) return []
  const [only] = branch.else
  if (branch.else.length === 1 && isIf<T>(only) && only.binds === undefined) return [`${pad}{{- else if ${conditionText(environment, only.condition)} }}`, ...inner(only.then), ...printElse(environment, only, pad, inner)]
  return [`${pad}{{- else }}`, ...inner(branch.else)]
}

function isIf<T>(branch: Branch<T> | undefined): branch is If<T> {
  return typeof branch === 'object' && branch !== null && 'kind' in branch && branch.kind === 'if'
}

export function ifText(environment: Environment, branch: If<unknown>): string {
  if (branch.binds === undefined) return `if ${conditionText(environment, branch.condition)}`
  return `with $${branch.binds} := ${expressionText(environment, branch.condition)}`
}

export function rangeText(environment: Environment, loop: Each<unknown>): string {
  const names = loop.usesKey ? `$${loop.key}, $${loop.value}` : `$${loop.value}`
  return `range ${names} := ${expressionText(environment, loop.over)}`
}
