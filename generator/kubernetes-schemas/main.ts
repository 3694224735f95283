import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toolRoot } from '../tool-root.ts'
import { kubernetesSchemas } from './kubernetes-schemas.ts'
import type { Definitions } from './open-api.ts'

/** `npm run kubernetes-schemas -- <swagger.json>`: writes schemas/kubernetes anew from the OpenAPI document of a Kubernetes version. */
const folder = join(toolRoot, 'schemas/kubernetes')
const [source] = process.argv.slice(2)

if (source === undefined) {
  process.stderr.write('usage: npm run kubernetes-schemas -- <folder of k8s.io/kubernetes>/api/openapi-spec/swagger.json\n')
  process.exitCode = 2
} else {
  const { definitions } = JSON.parse(await readFile(source, 'utf8')) as { readonly definitions: Definitions }
  const files = kubernetesSchemas(definitions)
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) await rm(join(folder, name))
  for (const { path, text } of files) await writeFile(join(folder, path), text)
  process.stdout.write(`${files.length} Kubernetes types, ${files.reduce((sum, { text }) => sum + text.length, 0)} bytes\n`)
}
