import { parse } from 'yaml'
import type { ChartContract } from '../model.ts'
import { at, listAt, textAt } from '../read/at.ts'
import { leaves } from '../read/leaves.ts'
import { containersOf } from '../read/pods.ts'

/** What Artifact Hub shows, and what people with a registry of their own copy. The `-0` takes in versions such as `1.34.1-gke.1`. */
export const chartDescribed: ChartContract = {
  kind: 'chart',
  name: 'chart-described',
  sentence: 'Chart.yaml says all that a catalogue shows, and its list of images has every image that the default values use, but those that only a user can name.',
  check: async (chart) => {
    const metadata: unknown = parse(chart.files.find(({ path }) => path === 'Chart.yaml')?.text ?? '')
    const wanted = ['description', 'type', 'kubeVersion', 'home', 'icon', 'sources', 'maintainers', 'keywords', 'appVersion']
    const rendering = await chart.render(chart.scenarios[0]?.values ?? {})
    const given = leaves(chart.scenarios[0]?.values ?? {}).filter(({ path }) => path.endsWith('.repository')).map(({ value }) => String(value))
    const used = 'refusal' in rendering ? [] : containersOf(rendering).map(({ container }) => textAt(container, 'image')).filter((image) => !given.some((repository) => image.includes(`/${repository}:`)))
    const annotations = ['category', 'license', ...(used.length > 0 ? ['images'] : []), 'links'].map((name) => `artifacthub.io/${name}`)
    const absent = [...wanted.filter((field) => at(metadata, field) === undefined), ...annotations.filter((name) => (at(metadata, 'annotations') as { readonly [name: string]: unknown } | undefined)?.[name] === undefined)]
    const images = listAt({ images: parse(String((at(metadata, 'annotations') as { readonly [name: string]: unknown } | undefined)?.['artifacthub.io/images'] ?? '[]')) }, 'images').map((image) => textAt(image, 'image'))
    return [
      ...absent.map((path) => ({ object: 'Chart.yaml', path })),
      ...(/-0$/.test(textAt(metadata, 'kubeVersion')) ? [] : [{ object: 'Chart.yaml', path: 'kubeVersion', detail: 'does not end in -0' }]),
      ...[...new Set(used)].filter((image) => !images.includes(image)).map((detail) => ({ object: 'Chart.yaml', path: 'annotations.artifacthub.io/images', detail })),
    ]
  },
  caught: { 'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: x, image: "x:1" }] }\n' },
}
