import type { ChartContract, KubernetesObject, Rendering, Violation } from '../model.ts'
import { mapAt } from '../read/at.ts'
import { found, nameOf } from '../read/found.ts'
import { isGiven } from '../read/given.ts'
import { podsOf } from '../read/pods.ts'
import { hasLabels, selects } from '../read/selects.ts'

/** Pairs of releases that a careless way to cut or join names mixes up. */
export const releasesApart: ChartContract = {
  kind: 'chart',
  name: 'releases-apart',
  sentence: 'Two releases in one namespace share no name, and neither selects pods of the other.',
  check: async (chart) => {
    const long = 'r'.repeat(52)
    const pairs = [['one', 'two'], [chart.name, `${chart.name}-${chart.name}`], ['one', 'one-one'], [`${long}1`, `${long}2`]] as const
    const all = await Promise.all(chart.scenarios.flatMap(({ values }) => pairs.map(async ([one, two]) => {
      const [first, second] = [await chart.render(values, { release: one }), await chart.render(values, { release: two })]
      return 'refusal' in first || 'refusal' in second ? [] : [...sharedBy(first, second), ...sharedBy(second, first)]
    })))
    return all.flat()
  },
  caught: { 'templates/configmap.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n' },
}

function sharedBy(one: Rendering, two: Rendering): readonly Violation[] {
  const names = new Set(two.objects.map(nameOf))
  const pods = podsOf(two)
  return one.objects.flatMap((object) => [
    // What two releases have no name for is the same for both.
    ...((object.metadata.name ?? '') === '' ? [found(object, 'metadata.name', `no name in release ${one.release.name}`)] : []),
    ...(names.has(nameOf(object)) && !isGiven(one, object.metadata.name) ? [found(object, 'metadata.name', `also in release ${two.release.name}`)] : []),
    ...(pods.some(({ labels }) => takes(object, labels)) ? [found(object, 'spec.selector', `selects pods of release ${two.release.name}`)] : []),
  ])
}

function takes({ kind, spec }: KubernetesObject, labels: { readonly [key: string]: string }): boolean {
  if (kind === 'Service') return Object.keys(mapAt(spec, 'selector')).length > 0 && hasLabels(mapAt(spec, 'selector'), labels)
  return selects(spec?.['selector'] ?? spec?.['podSelector'], labels)
}
