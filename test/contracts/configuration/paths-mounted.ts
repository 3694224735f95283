import type { RenderingContract } from '../model.ts'
import { listAt, textAt, textsAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { mountsOf, type Mount } from '../read/mounts.ts'
import { podsOf, type PodContainer } from '../read/pods.ts'

/** A path with the end of a file's name, or below a directory that is mounted, has to be there; paths of programs are the image's business. */
export const pathsMounted: RenderingContract = {
  kind: 'rendering',
  name: 'paths-mounted',
  sentence: 'Every path of a file that a command, an argument, a variable or a configuration file mentions is mounted, and the file is in what is mounted.',
  check: (rendering) => podsOf(rendering).flatMap((pod) => pod.containers.flatMap((container) => {
    const mounts = mountsOf(rendering, pod, container)
    return mentions(container, mounts).flatMap(({ text, path }) =>
      [...new Set(pathsIn(text))].filter((file) => !isThere(file, mounts)).map((file) => found(pod.owner, path, file)))
  })),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, env: [{ name: CONFIG, value: /conf/shop.yaml }] }] }',
}

function mentions({ container, path }: PodContainer, mounts: readonly Mount[]): readonly Mention[] {
  return [
    ...['command', 'args'].flatMap((field) => textsAt(container, field).map((text, index) => ({ text, path: `${path}.${field}[${index}]` }))),
    ...listAt(container, 'env').map((entry, index) => ({ text: textAt(entry, 'value'), path: `${path}.env[${index}].value` })),
    // A file that an init container only rewrites is read by the container that it is written for.
    ...(path.includes('.initContainers') ? [] : mounts.flatMap((mount) => (mount.files ?? []).map(({ name, text }) => ({ text, path: `${mount.path} (file ${name})` })))),
  ]
}

/** Absolute paths that name a file by its end. The character before tells them from parts of URLs and of other paths. */
function pathsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\w/.:}$*@)%-])\/[\w.-]+(?:\/[\w.-]+)*\.(?:ya?ml|json|conf|cfg|ini|xml|properties|keytab|pem|crt|key|p12|jks|toml|env|ccache)\b(?![\w/-])/g)].map(([path]) => path)
    .filter((path) => !/^\/(usr|bin|sbin|lib|proc|sys|dev|etc\/(ssl|passwd|hosts|resolv\.conf|nsswitch\.conf))\b/.test(path))
}

function isThere(file: string, mounts: readonly Mount[]): boolean {
  const over = mounts.filter(({ mountPath }) => file === mountPath || file.startsWith(`${mountPath}/`))
  // The longest mount path hides the others.
  const mount = over.toSorted((one, two) => two.mountPath.length - one.mountPath.length)[0]
  if (mount === undefined) return false
  if (mount.files === undefined) return true
  return mount.subPath !== '' ? mount.files.length > 0 : mount.files.some(({ name }) => file === `${mount.mountPath}/${name}`)
}

interface Mention {
  readonly text: string
  readonly path: string
}
