import type { ChartFile } from '../model.ts'

/** What has to happen so that a folder holds the wanted files and nothing else. */
export function planWrite(wanted: readonly ChartFile[], present: readonly ChartFile[]): Plan {
  const textAt = new Map(present.map((file) => [file.path, file.text]))
  const wantedPaths = new Set(wanted.map((file) => file.path))
  const steps = wanted.map((file): Step => {
    const before = textAt.get(file.path)
    if (before === undefined) return { kind: 'create', path: file.path, after: file.text }
    if (before === file.text) return { kind: 'keep', path: file.path, after: file.text }
    return { kind: 'change', path: file.path, before, after: file.text }
  })
  const deletions = present
    .filter((file) => !wantedPaths.has(file.path))
    .map((file): Step => ({ kind: 'delete', path: file.path, before: file.text }))
  return [...steps, ...deletions].sort((left, right) => (left.path < right.path ? -1 : 1))
}

/** Whether the folder is as wanted already. */
export function isDone(plan: Plan): boolean {
  return plan.every((step) => step.kind === 'keep')
}

export type Plan = readonly Step[]

export type Step =
  | { readonly kind: 'create'; readonly path: string; readonly after: string }
  | { readonly kind: 'change'; readonly path: string; readonly before: string; readonly after: string }
  | { readonly kind: 'delete'; readonly path: string; readonly before: string }
  | { readonly kind: 'keep'; readonly path: string; readonly after: string }
