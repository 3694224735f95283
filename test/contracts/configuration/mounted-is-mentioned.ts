import type { RenderingContract } from '../model.ts'
import { found } from '../read/found.ts'
import { listAt, textAt } from '../read/at.ts'
import { contents } from '../read/contents.ts'
import { mountsOf } from '../read/mounts.ts'
import { podsOf } from '../read/pods.ts'
import { leaves } from '../read/leaves.ts'

/** Nobody reads a file whose name and directory stand nowhere, unless the program looks there by itself: that is worth a waiver with a reason. */
export const mountedIsMentioned: RenderingContract = {
  kind: 'rendering',
  name: 'mounted-is-mentioned',
  sentence: 'Every file of the chart that is mounted is mentioned by a command, an argument, a variable or another file: by its name, or by its directory.',
  unless: /diagnosticMode\.enabled=true$/,
  check: (rendering) => podsOf(rendering).flatMap((pod) => {
    const texts = [
      ...pod.containers.flatMap(({ container }) => leaves({ command: container['command'], args: container['args'], env: container['env'] }).map(({ value }) => String(value))),
      ...pod.containers.flatMap(({ container }) => listAt(container, 'envFrom').flatMap((source) => rendering.objects
        .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === textAt(source, 'configMapRef.name')).flatMap(contents).map(({ text }) => text))),
      ...pod.containers.flatMap((container) => mountsOf(rendering, pod, container).flatMap((mount) => mount.files ?? [])).map(({ text }) => text),
    ]
    return pod.containers.flatMap((container) => mountsOf(rendering, pod, container).flatMap((mount) => (mount.files ?? [])
      .filter(({ name }) => !systemFiles.includes(mount.mountPath) && !texts.some((text) => text.includes(name) || text.includes(mount.mountPath)))
      .map(({ name }) => found(pod.owner, mount.path, name))))
  }),
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }\ndata: { forgotten.yaml: "" }\n---\napiVersion: v1\nkind: Pod\nmetadata: { name: r-shop }\nspec: { volumes: [{ name: conf, configMap: { name: r-shop } }], containers: [{ name: shop, volumeMounts: [{ name: conf, mountPath: /conf }] }] }',
}

/** Where the C library looks by itself. */
const systemFiles: readonly string[] = ['/etc/passwd', '/etc/group', '/etc/hosts', '/etc/nsswitch.conf', '/etc/resolv.conf']
