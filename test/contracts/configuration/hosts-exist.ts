import type { KubernetesObject, Rendering, RenderingContract } from '../model.ts'
import { listAt, textAt, textsAt } from '../read/at.ts'
import { contents } from '../read/contents.ts'
import { found } from '../read/found.ts'
import { isGiven } from '../read/given.ts'
import { containersOf } from '../read/pods.ts'
import { isSibling } from '../read/sibling.ts'

/** A name that begins with the release's is one of the chart's Services, or of another chart of the release that is not here; other hosts are the user's business. */
export const hostsExist: RenderingContract = {
  kind: 'rendering',
  name: 'hosts-exist',
  sentence: 'Every host of the release that a variable, an argument or a file mentions is a Service with that port, or belongs to another chart of the release.',
  check: (rendering) => {
    const prefix = textAt(rendering.values, 'fullnameOverride') || rendering.release.name
    const host = new RegExp(`(?<![\\w.-])(${escaped(prefix)}(?:-[a-z0-9-]+)?)(?:\\.[a-z0-9.-]+)?:(\\d+)`, 'g')
    return texts(rendering).flatMap(({ object, path, text }) => [...text.matchAll(host)].filter(([, name = '', port = '']) => !isServed(rendering, name, Number(port)) && !isGiven(rendering, name) && !(isSibling(rendering, name) && !isService(rendering, name)))
      .map(([mention]) => found(object, path, mention)))
  },
  caught: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: r-shop }\ndata: { url: "http://r-shop-till:8080/" }',
}

function texts(rendering: Rendering): readonly Mention[] {
  return [
    ...containersOf(rendering).flatMap(({ pod, container, path }) => [
      ...listAt(container, 'env').map((entry, index) => ({ object: pod.owner, path: `${path}.env[${index}].value`, text: textAt(entry, 'value') })),
      ...['command', 'args'].flatMap((field) => textsAt(container, field).map((text, index) => ({ object: pod.owner, path: `${path}.${field}[${index}]`, text }))),
    ]),
    ...rendering.objects.filter(({ kind }) => kind === 'ConfigMap' || kind === 'Secret').flatMap((object) => contents(object).map(({ path, text }) => ({ object, path, text }))),
  ]
}

function isService({ objects, others }: Rendering, name: string): boolean {
  return [...objects, ...others].some((object) => object.kind === 'Service' && object.metadata.name === name)
}

function isServed({ objects, others }: Rendering, name: string, port: number): boolean {
  return [...objects, ...others].some((object) => object.kind === 'Service' && object.metadata.name === name && listAt(object, 'spec.ports').some((one) => one['port'] === port))
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

interface Mention {
  readonly object: KubernetesObject
  readonly path: string
  readonly text: string
}
