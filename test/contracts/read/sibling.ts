import type { Rendering } from '../model.ts'
import { textAt } from './at.ts'
import { leaves } from './leaves.ts'

/** Whether the name is that of another chart's objects in the same release, which the values call `embedded.name`: a parent chart brings them, or the dependency that is on. */
export function isSibling({ release, values }: Pick<Rendering, 'release' | 'values'>, name: string): boolean {
  const called = leaves(values).filter(({ path }) => /(^|\.)embedded\.name$/.test(path)).map(({ path }) => textAt(values, path))
  return called.some((other) => name === (other === release.name ? other : `${release.name}-${other}`))
}
