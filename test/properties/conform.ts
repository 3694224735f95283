import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../cli/run-cli.ts'
import { customResources } from '../tools/crds.ts'
import { ensureTools } from '../tools/ensure-tools.ts'
import { kubernetesSchemas, type KubernetesMinor } from '../tools/kubernetes-schemas.ts'

/** What kubeconform says against each of the documents, by their text; each distinct document is looked at once. */
export async function nonconforming(documents: Iterable<string>, minor: KubernetesMinor = '1.37'): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(documents)]
  if (distinct.length === 0) return new Map()
  const scratch = await mkdtemp(join(tmpdir(), 'chartwright-conform-'))
  try {
    await mkdir(join(scratch, 'all'))
    await Promise.all(distinct.map((text, index) => writeFile(join(scratch, 'all', `${index}.yaml`), text)))
    const { kubeconform } = await ensureTools(['kubeconform'])
    const { schemas } = await customResources()
    const locations = [await kubernetesSchemas(minor), schemas].flatMap((folder) => ['-schema-location', `${folder}/{{.ResourceKind}}{{.KindSuffix}}.json`])
    // A kind without a schema is one that the user wrote into free objects.
    const { stdout } = await run([kubeconform, '-strict', '-ignore-missing-schemas', '-n', '2', '-output', 'json', ...locations, join(scratch, 'all')], { cwd: scratch })
    const { resources } = JSON.parse(stdout) as { readonly resources: readonly { readonly filename: string; readonly status: string; readonly msg: string }[] }
    return new Map(resources.filter(({ status }) => status !== 'statusValid' && status !== 'statusSkipped').map(({ filename, msg }) => [distinct[Number(/(\d+)\.yaml$/.exec(filename)?.[1])] ?? '', msg]))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
