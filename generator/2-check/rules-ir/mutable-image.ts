import { byDefault, unknownText } from '../../ir/by-default.ts'
import { knownText } from '../../ir/known-text.ts'
import type { Schema } from '../../model.ts'
import { placeOf, shownPath } from '../place.ts'
import type { IrRule } from '../rule-ir.ts'

/** An image whose tag moves is another one tomorrow, on some nodes, and nobody can go back. */
export const mutableImage: IrRule = ({ ir: { chart }, catalogue }, report) => {
  const reported = new Set<string>()
  for (const { schema, path } of imageSchemas(chart.schema, [], new Set())) {
    const tag = schema.properties?.['tag']
    const word = String(tag?.default ?? '')
    if (tag === undefined || !mutableWords.has(word)) continue
    reported.add(word)
    report({ rule: 'mutable-image', severity: 'error', message: `the default "${word}" of ${shownPath([...path, 'tag'])} is moved from image to image`, why, fix: 'write a version, or "" and let the template fall back to chart.appVersion', span: placeOf(catalogue, tag, 'default') })
  }
  return {
    scalar: (node, place) => {
      const isImage = place.path.at(-1) === 'image' && place.path.at(-2) === '[]' && /^(init|ephemeral)?containers$/i.test(place.path.at(-3) ?? '')
      if (!isImage || node.kind !== 'scalar') return
      const image = knownText(node, place.environment, byDefault(chart.metadata))
      const fault = image === undefined ? undefined : faultOf(image)
      if (image === undefined || fault === undefined || reported.has(fault.tag ?? '')) return
      report({ rule: 'mutable-image', severity: 'error', message: `the image "${image.replaceAll(unknownText, '…')}" ${fault.text}`, why, fix: 'name a version or a digest; "default chart.appVersion" is a good tag where the values have none', span: node.span })
    },
  }
}

const why = 'the same chart would run another program tomorrow, and no rollback brings the old one back'

/** Tags that are put on each new image. */
const mutableWords: ReadonlySet<string> = new Set(['latest', 'stable', 'unstable', 'main', 'master', 'trunk', 'head', 'edge', 'nightly', 'dev', 'develop', 'development', 'devel', 'canary', 'snapshot', 'current', 'rolling', 'testing', 'release', 'lts'])

function faultOf(image: string): { readonly text: string; readonly tag?: string } | undefined {
  const [reference = '', digest] = image.split('@')
  const last = reference.slice(reference.lastIndexOf('/') + 1)
  if (digest !== undefined || image === '') return undefined
  const colon = last.indexOf(':')
  if (colon < 0) return last.endsWith(unknownText) ? undefined : { text: 'has no tag' }
  const tag = last.slice(colon + 1)
  if (tag === '') return { text: 'has an empty tag where the values have none' }
  return mutableWords.has(tag) ? { text: `has the tag "${tag}", which is moved from image to image`, tag } : undefined
}

/** Objects with the values of an image, by their paths. */
function imageSchemas(schema: Schema, path: readonly string[], seen: Set<Schema>): readonly { readonly schema: Schema; readonly path: readonly string[] }[] {
  if (seen.has(schema)) return []
  seen.add(schema)
  const entry: readonly [string, Schema][] = typeof schema.additionalProperties === 'object' ? [['*', schema.additionalProperties]] : []
  const inner = [...Object.entries(schema.properties ?? {}), ...entry]
  const isImage = schema.properties?.['repository'] !== undefined && schema.properties['tag'] !== undefined
  return [...(isImage ? [{ schema, path }] : []), ...inner.flatMap(([name, one]) => imageSchemas(one, [...path, name], seen))]
}
