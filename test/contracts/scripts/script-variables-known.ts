import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { shellScripts } from '../read/scripts.ts'
import { shellVariables } from '../read/shell-variables.ts'

/** A variable that is nowhere is empty, or ends a script that is strict about it. */
export const scriptVariablesKnown: RenderingContract = {
  kind: 'rendering',
  name: 'script-variables-known',
  sentence: 'A variable that a script reads without a default is set by the script or by its container.',
  check: (rendering) => shellScripts(rendering).flatMap(({ owner, path, text, isBash, variables }) => {
    if (variables === undefined) return []
    const { reads, sets } = shellVariables(text)
    const known = [...variables, ...ofTheSystem, ...(isBash ? ofBash : [])]
    return [...reads].filter((name) => !sets.has(name) && !known.includes(name)).map((name) => found(owner, `${path} $${name}`))
  }),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, command: [sh, -c, "exec serve --port=$PORT"] }] }',
}

/** What a shell and the container's runtime set. */
const ofTheSystem: readonly string[] = ['HOME', 'HOSTNAME', 'IFS', 'OLDPWD', 'PATH', 'PPID', 'PWD', 'KUBERNETES_SERVICE_HOST', 'KUBERNETES_SERVICE_PORT']

const ofBash: readonly string[] = ['BASH_SOURCE', 'RANDOM', 'SECONDS']
