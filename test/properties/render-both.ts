import { afterAll } from 'vitest'
import type { Json } from '../../generator/model.ts'
import { valuesText } from '../functions/values-text.ts'
import { openHelmBatch, type HelmBatch, type Rendered, type RenderRequest } from '../tools/helm-batch.ts'

let opened: Promise<HelmBatch> | undefined

/** One process of both Helms for all tests of a file, which closes it when it has ended. */
export function openHelm(): Promise<HelmBatch> {
  opened ??= openHelmBatch()
  return opened
}

afterAll(async () => {
  await (await opened)?.close()
})

/** What both Helms make of values: the same manifests, the same refusal by the chart itself, or a problem. */
export async function renderBoth(chart: string, values: Json, others: Partial<RenderRequest> = {}): Promise<Outcome> {
  const helm = await openHelm()
  const ask = (engine: 'helm4' | 'helm3'): Promise<Rendered> => helm.render({ chart, engine, valuesYaml: valuesText(values), ...others })
  const [four, three] = await Promise.all([ask('helm4'), ask('helm3')])
  if (four.error !== undefined || three.error !== undefined) return failure(four.error ?? 'renders', three.error ?? 'renders')
  const [one, other] = [four, three].map(({ manifests }) => manifests.map(({ path, content }) => `# ${path}\n${content.trim()}`))
  const different = one?.findIndex((text, index) => text !== other?.[index]) ?? -1
  if (one?.length !== other?.length || different >= 0) return { problem: `Helm 4 and Helm 3 render differently:\n${one?.[different]}\n---\n${other?.[different]}` }
  return { rendered: four }
}

function failure(four: string, three: string): Outcome {
  const isRefusal = refusal.test(four) && refusal.test(three)
  if (!isRefusal) return { problem: four === three ? `both Helms fail: ${four}` : `Helm 4: ${four}\nHelm 3: ${three}` }
  const [one, other] = [sentences(four), sentences(three)]
  return one === other ? { refusal: one } : { problem: `the chart refuses these values in different words\nHelm 4: ${one}\nHelm 3: ${other}` }
}

/** Where the template stands is said before it, in words of the Helm that says it. */
function sentences(error: string): string {
  return error.slice(error.search(refusal)).replace(/\n\nUse --debug[^]*$/, '').trim()
}

/** How the checks of every chart begin. */
const refusal = /\S+ can't be installed with these values:\n- /

export interface Outcome {
  readonly rendered?: Rendered
  /** The sentences with which the chart's own checks refuse the values. */
  readonly refusal?: string
  readonly problem?: string
}
