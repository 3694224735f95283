import type { ChartContract } from '../model.ts'
import { textAt } from '../read/at.ts'
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
    const images = schemaPaths(chart.schema).filter(({ path, schema }) => path.at(-1) === 'image' && 'repository' in (schema.properties ?? {}) && !path.includes('*'))
    const checked = await Promise.all(images.flatMap(({ path }) => Array.from({ length: 16 }, async (_, choice) => {
      const parts = { registry: choice & 1 ? 'registry.example.com' : '', repository: choice & 2 ? 'contract/other' : 'contract', tag: choice & 4 ? 'v7' : '', digest: choice & 8 ? digest : '' }
      const images = await Promise.all(chart.scenarios.map(async ({ values }) => {
        const rendering = await chart.render(overlaid(values, setAt({ global: { imageRegistry: '' } }, path, parts)))
        return 'refusal' in rendering ? [rendering.refusal] : containersOf(rendering).map(({ container }) => textAt(container, 'image'))
      }))
      const beginning = `${parts.registry === '' ? '' : `${parts.registry}/`}${parts.repository}${parts.digest === '' ? ':' : '@'}`
      const isRight = (image: string) => image.startsWith(beginning) && (parts.digest === '' ? (parts.tag === '' ? image.length > beginning.length : image === `${beginning}v7`) : image === `${beginning}${digest}`)
      return images.flat().some(isRight) ? [] : [{ object: 'values', path: path.join('.'), detail: `no image is ${beginning}… with ${JSON.stringify(parts)}` }]
    })))
    return checked.flat()
  },
  caught: {
    'values.yaml': 'image: { registry: "", repository: x, tag: "", digest: "" }\n',
    'values.schema.json': '{"type":"object","properties":{"image":{"type":"object","properties":{"repository":{"type":"string"}}}}}',
    'templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: x }\nspec: { containers: [{ name: x, image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}" }] }\n',
  },
}

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
