import type { ChartContract, Fields } from '../model.ts'
import { textAt } from '../read/at.ts'
import { bySize } from '../read/by-size.ts'
import { overlaid } from '../read/overlaid.ts'
import { containersOf } from '../read/pods.ts'
import { schemaPaths } from '../read/schema-paths.ts'
import { setAt } from '../read/set-at.ts'

/** All combinations of registry, repository, tag and digest, sixteen in all, and a tag beside a digest never counts. */
export const imagesSettable: ChartContract = {
  kind: 'chart',
  name: 'images-settable',
  sentence: 'Registry, repository, tag and digest of every image can be set, the digest wins over the tag, and the default tag is that of the application.',
  check: async (chart) => {
    const places = schemaPaths(chart.schema).filter(({ path, schema }) => path.at(-1) === 'image' && 'repository' in (schema.properties ?? {}) && !path.includes('*')).map(({ path }) => path)
    const checked = await Promise.all(Array.from({ length: 16 }, async (_, choice) => {
      // Each image has a repository of its own, by which it is known again.
      const partsOf = (index: number) => ({ registry: choice & 1 ? 'registry.example.com' : '', repository: `contract${choice & 2 ? '/other' : ''}-${index}`, tag: choice & 4 ? 'v7' : '', digest: choice & 8 ? digest : '' })
      const given = places.reduce<Fields>((all, path, index) => setAt(all, path, partsOf(index)), { global: { imageRegistry: '' } })
      const renderings = await Promise.all(bySize(chart.scenarios).slice(0, 2).map(({ values }) => chart.render(overlaid(values, given))))
      const images = renderings.flatMap((rendering) => ('refusal' in rendering ? [] : containersOf(rendering).map(({ container }) => textAt(container, 'image'))))
      return places.flatMap((path, index) => {
        const { registry, repository, tag, digest: wanted } = partsOf(index)
        const beginning = `${registry === '' ? '' : `${registry}/`}${repository}`
        const isRight = (image: string) => (wanted !== '' ? image === `${beginning}@${digest}` : tag !== '' ? image === `${beginning}:v7` : image.startsWith(`${beginning}:`) && image.length > beginning.length + 1)
        return images.some(isRight) ? [] : [{ object: 'values', path: path.join('.'), detail: `no image is ${beginning} with tag "${tag}" and digest "${wanted}"` }]
      })
    }))
    return checked.flat()
  },
  caught: {
    'values.yaml': 'image: { registry: "", repository: x, tag: "", digest: "" }\n',
    'values.schema.json': '{"type":"object","properties":{"image":{"type":"object","properties":{"repository":{"type":"string"}}}}}',
    'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: x, image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}" }] }\n',
  },
}

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
