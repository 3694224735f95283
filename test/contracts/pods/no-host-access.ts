import type { RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** kube-linter: docker-sock, sensitive-host-mounts, ssh-port. */
export const noHostAccess: RenderingContract = {
  kind: 'rendering',
  name: 'no-host-access',
  sentence: 'No pod mounts a directory of its node or opens the port of SSH.',
  check: (rendering) => podsOf(rendering).flatMap((pod) => [
    ...listAt(pod.spec, 'volumes').flatMap((volume, index) => ('hostPath' in volume ? [found(pod.owner, `${pod.path}.volumes[${index}].hostPath`, textAt(volume, 'hostPath.path'))] : [])),
    ...pod.containers.flatMap(({ container, path }) => listAt(container, 'ports').flatMap((port, index) => (port['containerPort'] === 22 ? [found(pod.owner, `${path}.ports[${index}]`)] : []))),
  ]),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { volumes: [{ name: docker, hostPath: { path: /var/run/docker.sock } }] }',
}
