import type { Rendering } from '../model.ts'
import { listAt, textAt } from './at.ts'
import { contents, type Content } from './contents.ts'
import type { Pod, PodContainer } from './pods.ts'

/** What a container has mounted, with the files that are there if the chart makes them. */
export function mountsOf(rendering: Rendering, pod: Pod, { container, path }: PodContainer): readonly Mount[] {
  const volumes = listAt(pod.spec, 'volumes')
  const templates = listAt(pod.owner, 'spec.volumeClaimTemplates').map((claim) => textAt(claim, 'metadata.name'))
  return listAt(container, 'volumeMounts').map((mount, index) => {
    const name = textAt(mount, 'name')
    const volume = volumes.find((one) => one['name'] === name)
    const subPath = textAt(mount, 'subPath')
    const files = volume === undefined ? undefined : filesOf(rendering, volume)
    const base = { name, mountPath: textAt(mount, 'mountPath').replace(/\/$/, ''), subPath, path: `${path}.volumeMounts[${index}]`, hasVolume: volume !== undefined || templates.includes(name) }
    return files === undefined ? base : { ...base, files: subPath === '' ? files : files.filter((file) => file.name === subPath) }
  })
}

/** The files of a volume by the path that they have in it; undefined if the chart does not make all of them. */
function filesOf(rendering: Rendering, volume: object): readonly Content[] | undefined {
  const projected = listAt(volume, 'projected.sources')
  const sources = projected.length > 0 ? projected : [volume]
  const all = sources.map((source) => filesOfSource(rendering, source))
  return all.every((files) => files !== undefined) ? all.flat() : undefined
}

function filesOfSource({ objects }: Rendering, source: object): readonly Content[] | undefined {
  const kind = 'configMap' in source ? 'ConfigMap' : 'secret' in source ? 'Secret' : undefined
  const field = kind === 'ConfigMap' ? 'configMap' : 'secret'
  const name = textAt(source, `${field}.name`) || textAt(source, `${field}.secretName`)
  const object = objects.find((one) => one.kind === kind && one.metadata.name === name)
  if (object === undefined) return undefined
  const items = listAt(source, `${field}.items`)
  const files = contents(object)
  if (items.length === 0) return files
  return items.flatMap((item) => files.filter((file) => file.name === item['key']).map((file) => ({ ...file, name: textAt(item, 'path') })))
}

export interface Mount {
  readonly name: string
  readonly mountPath: string
  readonly subPath: string
  readonly path: string
  readonly hasVolume: boolean
  readonly files?: readonly Content[]
}
