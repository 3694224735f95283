import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** kube-linter: env-var-secret. A path, or the name of something else, is no secret. */
export const noSecretLiteral: RenderingContract = {
  kind: 'rendering',
  name: 'no-secret-literal',
  sentence: 'A variable with the name of a secret takes its value from a Secret.',
  check: (rendering) => containersOf(rendering).flatMap(({ pod, container, path }) => listAt(container, 'env').flatMap((entry, index) => {
    const isSecret = /(password|passwd|secret|token|api_?key|private_?key|credential|access_?key)/i.test(textAt(entry, 'name')) && !/(_file|_path|_dir|_name|_url)$/i.test(textAt(entry, 'name'))
    return isSecret && !/^(\/.*|\$\(.*\)|true|false|\d*)$/.test(textAt(entry, 'value')) ? [found(pod.owner, `${path}.env[${index}].value`, textAt(entry, 'name'))] : []
  })),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, env: [{ name: DB_PASSWORD, value: hunter2 }] }] }',
}
