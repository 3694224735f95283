import type { ChartSource, Schema } from '../model.ts'
import { withoutSubcharts } from '../schema/own-values.ts'

/** An image that the chart runs unless the values say otherwise. */
export interface Image {
  readonly name: string
  readonly image: string
}

/** Images of the default values, those of the entries of a map included, then those that the chart's metadata names. */
export function images({ metadata, schema }: ChartSource): readonly Image[] {
  const found = [...imagesBelow(withoutSubcharts(schema), metadata.appVersion), ...(metadata.images ?? [])]
  const unique = [...new Set(found)]
  const names = unique.map(imageName)
  return unique.map((image, index) => ({ name: names.indexOf(names[index]!) === index ? names[index]! : `${names[index]}-${index + 1}`, image }))
}

function imagesBelow(schema: Schema, appVersion: string): readonly string[] {
  const { repository, tag, digest, registry } = schema.properties ?? {}
  if (typeof repository?.default === 'string' && repository.default !== '' && tag !== undefined) {
    return [imageText(registry?.default, repository.default, tag.default, digest?.default, appVersion)]
  }
  const children = [...Object.values(schema.properties ?? {}), ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [])]
  return children.flatMap((child) => imagesBelow(child, appVersion))
}

function imageText(registry: unknown, repository: string, tag: unknown, digest: unknown, appVersion: string): string {
  const prefix = typeof registry === 'string' && registry !== '' ? `${registry}/` : ''
  if (typeof digest === 'string' && digest !== '') return `${prefix}${repository}@${digest}`
  return `${prefix}${repository}:${typeof tag === 'string' && tag !== '' ? tag : appVersion}`
}

/** `registry/owner/mastro-catalogue:1.0` is `mastro-catalogue`. */
function imageName(image: string): string {
  return image.replace(/@.*$/, '').split('/').at(-1)!.replace(/:.*$/, '')
}
