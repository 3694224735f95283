import { spawnSync } from 'node:child_process'
import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { shellScripts } from '../read/scripts.ts'

/** A shell reads a script as it runs it, so that a wrong line may stay unseen until the day it is needed. */
export const scriptsParse: RenderingContract = {
  kind: 'rendering',
  name: 'scripts-parse',
  sentence: 'A shell can read every script to its end.',
  check: (rendering) => shellScripts(rendering).flatMap(({ owner, path, text }) => {
    const problem = problems.get(text) ?? problemOf(text)
    problems.set(text, problem)
    return problem === '' ? [] : [found(owner, path, problem)]
  }),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, command: [sh, -c, "set -e\\nif true; then echo open"] }] }',
}

// The scripts of many renderings are the same.
const problems = new Map<string, string>()

function problemOf(text: string): string {
  const { status, stderr } = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' })
  return status === 0 ? '' : stderr.trim() || `sh -n ended with ${status}`
}
