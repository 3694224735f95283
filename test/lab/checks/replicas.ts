import type { Cluster } from '../cluster.ts'
import { nameOf, type KubernetesObject } from '../kubernetes-object.ts'
import { liveObjects } from './objects-arrived.ts'

/** Those whose number of pods can be changed by hand, told apart by who says how many there are: the chart, or somebody else such as an autoscaler. */
export function scalable(objects: readonly KubernetesObject[]): { readonly byChart: readonly KubernetesObject[]; readonly byOthers: readonly KubernetesObject[] } {
  const all = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
  const isByChart = ({ spec }: KubernetesObject) => spec?.['replicas'] !== undefined
  const contested = all.filter((object) => isByChart(object) && scalerOf(object, objects) !== undefined)
  if (contested.length > 0) throw new Error(`${contested.map(nameOf).join(', ')} has a number of pods and an autoscaler, so each upgrade fights with the autoscaler: leave "replicas" out`)
  return { byChart: all.filter(isByChart), byOthers: all.filter((object) => !isByChart(object)) }
}

/** One pod more than the fewest that an autoscaler wants, so that it lets it be. */
export async function scaleByHand(cluster: Cluster, namespace: string, objects: readonly KubernetesObject[], all: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) {
    await cluster.kubectl(['scale', `${object.kind.toLowerCase()}/${object.metadata.name}`, `--replicas=${handMade(object, all)}`, '--namespace', namespace])
  }
}

export async function handMadeNumbersStay(cluster: Cluster, namespace: string, objects: readonly KubernetesObject[], all: readonly KubernetesObject[]): Promise<void> {
  const live = await liveObjects(cluster, namespace, objects)
  const changed = objects.filter((object, index) => live[index]?.spec?.['replicas'] !== handMade(object, all))
  if (changed.length > 0) throw new Error(`an upgrade has changed the number of pods of ${changed.map(nameOf).join(', ')}, which the chart leaves to others`)
}

function handMade(object: KubernetesObject, all: readonly KubernetesObject[]): number {
  const number = scalerOf(object, all)?.spec?.['minReplicas'] ?? object.spec?.['replicas'] ?? 1
  return Number(number) + 1
}

function scalerOf({ kind, metadata }: KubernetesObject, all: readonly KubernetesObject[]): KubernetesObject | undefined {
  return all.filter((object) => object.kind === 'HorizontalPodAutoscaler').find(({ spec }) => {
    const target = spec?.['scaleTargetRef'] as { readonly kind?: string; readonly name?: string } | undefined
    return target?.kind === kind && target.name === metadata.name
  })
}
