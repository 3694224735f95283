import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { mountsOf } from '../read/mounts.ts'
import { podsOf } from '../read/pods.ts'

export const mountsUnique: RenderingContract = {
  kind: 'rendering',
  name: 'mounts-unique',
  sentence: 'Volumes have names of their own and are mounted, mounts have volumes, and no two mounts of a container have one path.',
  check: (rendering) => podsOf(rendering).flatMap((pod) => {
    const volumes = listAt(pod.spec, 'volumes').map((volume) => textAt(volume, 'name'))
    const mounts = pod.containers.map((container) => mountsOf(rendering, pod, container))
    const used = new Set(mounts.flat().map(({ name }) => name))
    return [
      ...volumes.flatMap((name, index) => (volumes.indexOf(name) < index ? [found(pod.owner, `${pod.path}.volumes[${index}]`, `"${name}" is there already`)] : [])),
      ...volumes.flatMap((name, index) => (used.has(name) ? [] : [found(pod.owner, `${pod.path}.volumes[${index}]`, `"${name}" is not mounted`)])),
      ...mounts.flat().filter(({ hasVolume }) => !hasVolume).map(({ name, path }) => found(pod.owner, path, `there is no volume "${name}"`)),
      ...mounts.flatMap((all) => all.filter(({ mountPath }, index) => all.findIndex((other) => other.mountPath === mountPath) < index).map(({ mountPath, path }) => found(pod.owner, path, `"${mountPath}" is mounted already`))),
    ]
  }),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { volumes: [{ name: tmp, emptyDir: {} }], containers: [{ name: shop, volumeMounts: [{ name: temp, mountPath: /tmp }] }] }',
}
