import type { Fields, RenderingContract } from '../model.ts'
import { listAt, textAt } from '../read/at.ts'
import { found } from '../read/found.ts'
import { podsOf } from '../read/pods.ts'

/** A number above 1024 needs no privilege to open. */
export const portsNamed: RenderingContract = {
  kind: 'rendering',
  name: 'ports-named',
  sentence: 'The ports of a pod have names, and no two have one name or one number; there are at most twenty, all above 1023.',
  check: (rendering) => podsOf(rendering).flatMap((pod) => {
    const ports = pod.containers.flatMap(({ container, path }) => listAt(container, 'ports').map((port, index) => ({ port, path: `${path}.ports[${index}]` })))
    return [
      ...ports.filter(({ port }) => !isNamed(port) || Number(port['containerPort']) < 1024).map(({ path }) => found(pod.owner, path)),
      ...ports.filter(({ port }, index) => ports.slice(0, index).some((other) => collide(other.port, port))).map(({ path }) => found(pod.owner, path, 'is there already')),
      ...ports.slice(20, 21).map(({ path }) => found(pod.owner, path, `one of ${ports.length}`)),
    ]
  }),
  caught: 'apiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { containers: [{ name: shop, ports: [{ name: http, containerPort: 8080 }, { name: http, containerPort: 8081 }] }] }',
}

function isNamed(port: Fields): boolean {
  const name = textAt(port, 'name')
  return name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name)
}

function collide(one: Fields, two: Fields): boolean {
  return one['name'] === two['name'] || (one['containerPort'] === two['containerPort'] && (one['protocol'] ?? 'TCP') === (two['protocol'] ?? 'TCP'))
}
