import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { shellScripts } from '../read/scripts.ts'

export const scriptsStopAtErrors: RenderingContract = {
  kind: 'rendering',
  name: 'scripts-stop-at-errors',
  sentence: 'A script of several lines ends when a command fails, by `set -e` or the shell\'s own flag.',
  check: (rendering) => shellScripts(rendering)
    .filter(({ text, flags }) => text.trim().includes('\n') && !flags.includes('e') && !/^\s*set -\w*e/m.test(text))
    .map(({ owner, path }) => found(owner, path)),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, command: [sh, -c, "fetch\\nserve"] }] }',
}
