import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { wrongUse, type Answer } from './answer.ts'

/** The nearest folder, from here upwards, that holds chart sources. */
export function findRoot(folder: string): string | undefined {
  if (existsSync(join(folder, 'charts-src'))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : findRoot(parent)
}

export function noRoot(): Answer {
  return wrongUse('there is no folder "charts-src" here or above', 'go to the folder that holds your charts, or begin one with "chartwright new <name>"')
}
