import { contracts } from '../contracts/contracts.ts'
import type { Fields, Rendering } from '../contracts/model.ts'
import { textAt } from '../contracts/read/at.ts'
import { parseManifest } from '../contracts/run/parse-manifest.ts'
import type { Rendered } from '../tools/helm-batch.ts'
import type { Base, Chart } from './chart.ts'
import { merged } from './json.ts'
import { read } from './read-document.ts'

/** What a rendering breaks of the contracts that are about one rendering: each as contract, object and path. */
export function brokenContracts(chart: Chart, { values }: Pick<Base, 'values'>, rendered: Rendered): readonly string[] {
  if (rendered.error !== undefined || rendered.manifests.some(({ content }) => read(content) === undefined)) return []
  // What has no name is no object, and a cluster says so.
  if (rendered.manifests.some(({ content }) => textAt(parseManifest(content), 'metadata.name') === '')) return []
  const objects = (isUsers: boolean) => rendered.manifests.filter(({ path }) => /\/extra-?(objects|manifests|deploy)\.ya?ml$/.test(path) === isUsers).map(({ content }) => parseManifest(content))
  const rendering: Rendering = {
    chart: { name: chart.name, version: chart.version },
    release: { name: 'release-name', namespace: 'default' },
    values: merged(chart.defaults, values) as Fields,
    objects: objects(false),
    others: objects(true),
    notes: rendered.notes,
  }
  return contracts.flatMap((contract) => (contract.kind === 'rendering' ? contract.check(rendering).map(({ object, path }) => `${contract.name} ${object} ${path}`) : []))
}
