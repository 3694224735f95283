import type { RenderingContract } from '../model.ts'
import { listAt, textAt, textsAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { containersOf } from '../read/pods.ts'

/** Kubernetes leaves `$(NAME)` as it is when NAME comes later or not at all. */
export const envDefinedBeforeUse: RenderingContract = {
  kind: 'rendering',
  name: 'env-defined-before-use',
  sentence: 'A variable that another one, a command or an argument refers to with `$(NAME)` is defined before.',
  check: (rendering) => containersOf(rendering).flatMap(({ pod, container, path }) => {
    // What comes from whole ConfigMaps and Secrets cannot be seen here.
    if (listAt(container, 'envFrom').length > 0) return []
    const env = listAt(container, 'env')
    const texts = [
      ...env.map((entry, index) => ({ text: textAt(entry, 'value'), before: env.slice(0, index), at: `env[${index}].value` })),
      ...['command', 'args'].flatMap((field) => textsAt(container, field).map((text, index) => ({ text, before: env, at: `${field}[${index}]` }))),
    ]
    // In a shell `$(NAME)` runs a program; only capitals are meant here.
    return texts.flatMap(({ text, before, at }) => [...text.matchAll(/(?<!\$)\$\(([A-Z][A-Z0-9_]*)\)/g)].map(([, name]) => name)
      .filter((name) => !before.some((entry) => entry['name'] === name)).map((name) => found(pod.owner, `${path}.${at}`, name)))
  }),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, env: [{ name: A, value: "$(B)" }, { name: B, value: "2" }] }] }',
}
