import type { Plan, Step } from './plan-write.ts'

/** The steps of a plan that change something, a line each; a changed file with the first line that differs. */
export function describePlan(folder: string, plan: Plan): readonly string[] {
  return plan.filter((step) => step.kind !== 'keep').flatMap((step) => [`${verbs[step.kind]} ${folder}/${step.path}`, ...difference(step)])
}

const verbs: { readonly [K in Step['kind']]: string } = { create: 'added  ', change: 'changed', delete: 'removed', keep: 'kept   ' }

function difference(step: Step): readonly string[] {
  if (step.kind !== 'change') return []
  const before = step.before.split('\n')
  const after = step.after.split('\n')
  const index = after.findIndex((line, at) => line !== before[at])
  const line = index < 0 ? after.length : index
  return [`  line ${line + 1}`, `  - ${shown(before[line])}`, `  + ${shown(after[line])}`]
}

function shown(line: string | undefined): string {
  if (line === undefined) return '(end of file)'
  return line.length > 160 ? `${line.slice(0, 160)}…` : line
}
